/** One tenant for staff: where it lives and how it fares. Its own rows are none of their business. */

import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { PlacementKind } from "../routing/placement.ts";
import type { ControlTx } from "./control-db.ts";
import { type JournalEntry, listJournal, unfinishedWork } from "./journal.ts";
import { DELETED_GRACE_DAYS } from "./retention.ts";
import { memberships, users } from "./schema/people.ts";
import { sessions } from "./schema/sessions.ts";
import { domains, freedSlugs, placements, tenants } from "./schema/tenants.ts";
import { summaryColumns, type TenantSummary, withBehind } from "./tenant-list.ts";
import { MAY_SIGN_IN } from "./users.ts";

export type TenantDetail = TenantSummary & {
  organizationId: string | null;
  updatedAt: Date;
  /** When the worker purges it; null unless it is deleted. */
  purgeAfter: Date | null;
  placement: {
    kind: PlacementKind;
    cluster: string;
    database: string;
    schema: string;
    role: string;
    version: number;
  };
  membersCount: number;
  /** Who answers for it, as the identity provider says. */
  owners: Owner[];
  /** Live ones. */
  sessionsCount: number;
  domains: { hostname: string; verifiedAt: Date | null }[];
  freedSlugs: { slug: string; until: Date }[];
  journal: JournalEntry[];
  /** Work that is to go on. */
  unfinished: ReturnType<typeof unfinishedWork>;
  /** The step of it that has failed, where one has. */
  failedStep: JournalEntry | undefined;
};

type Owner = { id: string; email: string; firstName: string | null; lastName: string | null };

/** So many are named. */
const MAX_OWNERS = 10;
const DAY_MS = 86_400_000;

export async function getTenantDetail(tx: ControlTx, tenantId: string): Promise<TenantDetail | undefined> {
  const [rows, membersCount, owners, sessionsCount, owned, freed, journal] = await Promise.all([
    tx
      .select({
        ...summaryColumns,
        organizationId: tenants.organizationId,
        updatedAt: tenants.updatedAt,
        placement: placementColumns,
      })
      .from(tenants)
      .innerJoin(placements, eq(placements.tenantId, tenants.id))
      .where(eq(tenants.id, tenantId)),
    tx.$count(memberships, and(eq(memberships.tenantId, tenantId), isNull(memberships.deletedAt))),
    listOwners(tx, tenantId),
    tx.$count(sessions, and(eq(sessions.tenantId, tenantId), isNull(sessions.revokedAt), isUnexpired)),
    tx
      .select({ hostname: domains.hostname, verifiedAt: domains.verifiedAt })
      .from(domains)
      .where(eq(domains.tenantId, tenantId))
      .orderBy(domains.hostname),
    tx
      .select({ slug: freedSlugs.slug, until: freedSlugs.until })
      .from(freedSlugs)
      .where(and(eq(freedSlugs.tenantId, tenantId), gt(freedSlugs.until, sql`now()`)))
      .orderBy(freedSlugs.slug),
    listJournal(tx, tenantId),
  ]);
  const [row] = rows;
  if (!row) return undefined;
  const unfinished = unfinishedWork(row, journal);
  const purgeAfter =
    row.status === "deleted" && row.deletedAt
      ? new Date(row.deletedAt.getTime() + DELETED_GRACE_DAYS * DAY_MS)
      : null;
  return {
    ...withBehind(row),
    purgeAfter,
    membersCount,
    owners,
    sessionsCount,
    domains: owned,
    freedSlugs: freed,
    journal,
    unfinished,
    failedStep:
      unfinished && journal.findLast(({ kind, state }) => kind === unfinished && state === "failed"),
  };
}

const listOwners = (tx: ControlTx, tenantId: string): Promise<Owner[]> =>
  tx
    .select({ id: users.id, email: users.email, firstName: users.firstName, lastName: users.lastName })
    .from(memberships)
    .innerJoin(users, eq(users.id, memberships.userId))
    .where(
      and(
        eq(memberships.tenantId, tenantId),
        eq(memberships.role, "owner"),
        isNull(memberships.deletedAt),
        isNull(memberships.deactivatedAt),
        MAY_SIGN_IN,
      ),
    )
    .orderBy(memberships.createdAt, users.id)
    .limit(MAX_OWNERS);

const placementColumns = {
  kind: placements.kind,
  cluster: placements.cluster,
  database: placements.database,
  schema: placements.schema,
  role: placements.role,
  version: placements.version,
};
const isUnexpired = gt(sessions.expiresAt, sql`now()`);
