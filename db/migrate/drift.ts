/** Whether tenants' tables are what the migrations make: each catalog against that of a fresh schema of the same version. */
import pg from "pg";
import { withAdmin } from "../cluster/admin.ts";
import type { DataTier } from "../data-tier.ts";
import { urlsOfCluster } from "../lifecycle/cluster-urls.ts";
import { defaultPrivileges, narrowing } from "../tenant/grants.ts";
import { type CatalogItem, compareCatalogs, type Difference, readCatalog } from "./catalog.ts";
import { appliedOf } from "./flight.ts";
import type { Migration } from "./migrations.ts";
import { inScratchSchema } from "./rehearse.ts";
import { listPlaced, type Target, type TargetFilter } from "./targets.ts";
import { tenantMigrations } from "./version.ts";

export type Drift = {
  target: Target;
  differences: Difference[];
  /** Set where the tenant could not be looked at. */
  error?: Error;
};

/** Looks at one tenant after the other, and changes nothing. */
export async function* findDrift(
  tier: DataTier,
  filter: TargetFilter,
  migrations: Migration[] = tenantMigrations(),
): AsyncGenerator<Drift> {
  const targets = await tier.controlDb.read((tx) => listPlaced(tx, filter));
  for (const group of Map.groupBy(targets, ({ cluster, database }) => `${cluster}/${database}`).values()) {
    yield* lookAtDatabase(tier, group, migrations);
  }
}

/** Tenants of one database; a fresh schema is made once for each version that they have. */
async function* lookAtDatabase(
  tier: DataTier,
  group: Target[],
  migrations: Migration[],
): AsyncGenerator<Drift> {
  const fresh = new Map<string | null, CatalogItem[]>();
  for (const target of group) {
    try {
      const { adminUrl } = await urlsOfCluster(tier, target.cluster);
      const expected = fresh.get(target.version) ?? (await freshCatalog(adminUrl, target, migrations));
      fresh.set(target.version, expected);
      const found = await withAdmin(adminUrl, (client) => readCatalog(client, target.schema), {
        database: target.database,
      });
      yield { target, differences: compareCatalogs(expected, found) };
    } catch (error) {
      yield { target, differences: [], error: error as Error };
    }
  }
}

/** In a transaction that is rolled back, role and all: nobody sees it. */
const freshCatalog = (adminUrl: string, { version, database }: Target, migrations: Migration[]) => {
  const has = appliedOf(migrations, version);
  return inScratchSchema(adminUrl, has, readCatalog, {
    database,
    before: (schema) => [
      `CREATE ROLE ${pg.escapeIdentifier(schema)} NOLOGIN NOINHERIT`,
      ...defaultPrivileges(schema),
    ],
    after: narrowing,
  });
};
