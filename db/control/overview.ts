/** The platform at a glance: numbers only, each from an index or a small table. */
import { and, desc, eq, inArray, isNull, not, sql } from "drizzle-orm";
import type { PlacementKind } from "../routing/placement.ts";
import { MIGRATED_STATUSES, type TenantStatus } from "../routing/tenant.ts";
import { latestTenantVersion } from "../tenant/version.ts";
import { countOverdue } from "./archive-standing.ts";
import { isBehindSql } from "./behind.ts";
import { type ClusterCapacity, listClusterCapacities } from "./capacity.ts";
import type { ControlTx } from "./control-db.ts";
import type { JournalEntry } from "./journal.ts";
import { getRunningMigration, type MigrationRun } from "./migration-runs.ts";
import { journal } from "./schema/lifecycle.ts";
import { placements, tenants } from "./schema/tenants.ts";
import { webhookEvents } from "./schema/webhooks.ts";
import { isOwnerlessSql } from "./tenant-list.ts";

type FailedStep = JournalEntry & { slug: string | null };

export type Overview = {
  byStatus: Record<TenantStatus, number>;
  byPlacement: Record<PlacementKind, number>;
  clusters: ClusterCapacity[];
  behind: number;
  latestVersion: string | null;
  failedSteps: FailedStep[];
  failedWebhookEvents: number;
  /** Tenants that serve, or may serve again, and that nobody owns. */
  ownerless: number;
  /** Tenants whose last good archive is older than their plan promises. */
  overdueArchives: number;
  runningMigration: MigrationRun | null;
};

const MAX_FAILED_STEPS = 20;
const PLACED_STATUSES: TenantStatus[] = ["provisioning", "active", "read-only", "suspended", "moving"];

export async function getOverview(tx: ControlTx): Promise<Overview> {
  const [
    byStatus,
    byPlacement,
    capacities,
    behind,
    failedSteps,
    failedWebhookEvents,
    ownerless,
    overdueArchives,
    running,
  ] = await Promise.all([
    countByStatus(tx),
    countByPlacement(tx),
    listClusterCapacities(tx),
    countBehind(tx),
    listFailedSteps(tx),
    tx.$count(webhookEvents, and(isNull(webhookEvents.processedAt), not(isNull(webhookEvents.error)))),
    tx.$count(tenants, isOwnerlessSql()),
    countOverdue(tx),
    getRunningMigration(tx),
  ]);
  return {
    byStatus,
    byPlacement,
    clusters: capacities,
    behind,
    latestVersion: latestTenantVersion(),
    failedSteps,
    failedWebhookEvents,
    ownerless,
    overdueArchives,
    runningMigration: running ?? null,
  };
}

/** Tenants that a server with this code answers with 503, or would if they were active. */
export const countBehind = (tx: ControlTx): Promise<number> =>
  tx.$count(tenants, and(inArray(tenants.status, MIGRATED_STATUSES), isBehindSql()));

async function countByStatus(tx: ControlTx): Promise<Record<TenantStatus, number>> {
  const rows = await tx
    .select({ status: tenants.status, count: sql<number>`count(*)::int` })
    .from(tenants)
    .groupBy(tenants.status);
  const counts: Record<TenantStatus, number> = {
    spare: 0,
    provisioning: 0,
    active: 0,
    moving: 0,
    "read-only": 0,
    suspended: 0,
    deleted: 0,
    purged: 0,
  };
  for (const { status, count } of rows) counts[status] = count;
  return counts;
}

async function countByPlacement(tx: ControlTx): Promise<Record<PlacementKind, number>> {
  const rows = await tx
    .select({ kind: placements.kind, count: sql<number>`count(*)::int` })
    .from(tenants)
    .innerJoin(placements, eq(placements.tenantId, tenants.id))
    .where(inArray(tenants.status, PLACED_STATUSES))
    .groupBy(placements.kind);
  const counts: Record<PlacementKind, number> = { schema: 0, database: 0 };
  for (const { kind, count } of rows) counts[kind] = count;
  return counts;
}

const listFailedSteps = async (tx: ControlTx): Promise<FailedStep[]> => {
  const rows = await tx
    .select({ step: journal, slug: tenants.slug })
    .from(journal)
    .leftJoin(tenants, eq(tenants.id, journal.tenantId))
    .where(eq(journal.state, "failed"))
    .orderBy(desc(journal.finishedAt))
    .limit(MAX_FAILED_STEPS);
  return rows.map(({ step, slug }) => ({ ...step, slug }));
};
