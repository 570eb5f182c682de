/**
 * A migration that is older than what tenants have already: two branches were merged in another order than
 * they were begun.
 */
import { and, asc, eq, inArray, isNotNull } from "drizzle-orm";
import { withAdmin } from "../cluster/admin.ts";
import type { ControlTx } from "../control/control-db.ts";
import { placements, tenants } from "../control/schema/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { DataTierError, MigrationRefused } from "../errors.ts";
import type { Migration } from "../migration-files.ts";
import { isConnectionError } from "../routing/sql-errors.ts";
import { MIGRATED_STATUSES } from "../routing/tenant.ts";
import { appliedOf } from "./flight.ts";
import type { LedgerRow } from "./ledger.ts";

/**
 * A version is the name of the last migration, so one that comes before it later on would be missed for ever.
 * The tenant that is there for longest is asked. Throws MigrationRefused, naming the migration; a cluster
 * that does not answer is not asked.
 */
export async function refuseLateMigrations(tier: DataTier, migrations: Migration[]): Promise<void> {
  const oldest = await tier.controlDb.read(getOldest);
  if (!oldest) return;
  const applied = await readLedger(tier, oldest).catch((error: unknown) => {
    if (isConnectionError(error) || error instanceof DataTierError) return undefined;
    throw error;
  });
  const late = appliedOf(migrations, oldest.version).find(({ name }) => applied && !applied.has(name));
  if (!late) return;
  throw new MigrationRefused(
    `Migration ${late.name} is older than ${oldest.version}, which tenants have already. Give its folder a later time.`,
  );
}

type Oldest = { cluster: string; database: string; schema: string; version: string | null };

async function getOldest(tx: ControlTx): Promise<Oldest | undefined> {
  const { cluster, database, schema } = placements;
  const [row] = await tx
    .select({ cluster, database, schema, version: tenants.schemaVersion })
    .from(tenants)
    .innerJoin(placements, eq(placements.tenantId, tenants.id))
    .where(and(inArray(tenants.status, MIGRATED_STATUSES), isNotNull(tenants.schemaVersion)))
    .orderBy(asc(tenants.id))
    .limit(1);
  return row;
}

/** Undefined where the schema has no ledger: that is for its own migration to report. */
async function readLedger(
  tier: DataTier,
  { cluster, database, schema }: Oldest,
): Promise<Set<string> | undefined> {
  const { adminUrl } = await tier.clusterUrls(cluster);
  const asked = await withAdmin(
    adminUrl,
    async (client) => {
      const there = await client.query("SELECT WHERE to_regclass($1) IS NOT NULL", [
        `"${schema}"."_migrations"`,
      ]);
      if (!there.rowCount) return undefined;
      return client.query<Pick<LedgerRow, "name">>(`SELECT name FROM "${schema}"."_migrations"`);
    },
    { database },
  );
  return asked && new Set(asked.rows.map(({ name }) => name));
}
