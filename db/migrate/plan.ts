/**
 * What a run would do, and how things stand: a few queries on the control plane, whatever the number of
 * tenants.
 */
import { inArray, sql } from "drizzle-orm";
import type { ControlTx } from "../control/control-db.ts";
import { listMigrationRuns, type MigrationRun } from "../control/migration-runs.ts";
import { placements, tenants } from "../control/schema/tenants.ts";
import type { Migration } from "../migration-files.ts";
import { MIGRATED_STATUSES } from "../routing/tenant.ts";
import { isBehind, tenantMigrations, versionOf } from "../tenant/version.ts";
import { listBehind, type Target, type TargetFilter } from "./targets.ts";

export type Plan = {
  latest: string | null;
  /** Tenants that are behind. */
  targets: Target[];
  /** What at least one of them lacks, oldest first. */
  pending: Migration[];
};

export async function planMigrations(
  tx: ControlTx,
  filter: TargetFilter,
  migrations: Migration[] = tenantMigrations(),
): Promise<Plan> {
  const latest = versionOf(migrations);
  const targets = await listBehind(tx, latest, filter);
  const oldest = oldestOf(targets.map(({ version }) => version));
  const isPending = ({ name }: Migration) => oldest === null || (oldest !== undefined && name > oldest);
  return { latest, targets, pending: migrations.filter(isPending) };
}

/** Null, no version at all, is the oldest; undefined of none. */
function oldestOf(versions: (string | null)[]): string | null | undefined {
  const known = versions.filter((version) => version !== null).sort();
  return known.length < versions.length ? null : known[0];
}

type VersionCount = {
  cluster: string;
  version: string | null;
  tenants: number;
  isBehind: boolean;
};
export type Status = {
  latest: string | null;
  total: number;
  behind: number;
  versions: VersionCount[];
  lastRun: MigrationRun | null;
};

export async function migrationStatus(
  tx: ControlTx,
  migrations: Migration[] = tenantMigrations(),
): Promise<Status> {
  const latest = versionOf(migrations);
  const [rows, runs] = await Promise.all([
    tx
      .select({
        cluster: placements.cluster,
        version: tenants.schemaVersion,
        tenants: sql<number>`count(*)::int`,
      })
      .from(tenants)
      .innerJoin(placements, sql`${placements.tenantId} = ${tenants.id}`)
      .where(inArray(tenants.status, MIGRATED_STATUSES))
      .groupBy(placements.cluster, tenants.schemaVersion)
      .orderBy(placements.cluster, tenants.schemaVersion),
    listMigrationRuns(tx, { limit: 1 }),
  ]);
  const versions = rows.map((row) => ({ ...row, isBehind: isBehind(row.version, latest) }));
  const sum = (some: VersionCount[]) => some.reduce((total, row) => total + row.tenants, 0);
  return {
    latest,
    total: sum(versions),
    behind: sum(versions.filter((row) => row.isBehind)),
    versions,
    lastRun: runs.items[0] ?? null,
  };
}
