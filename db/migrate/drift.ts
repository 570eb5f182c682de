/**
 * Whether tenants' tables are what the migrations make: each catalog against that of a fresh schema of the
 * same version.
 */
import pg from "pg";
import { pipeline, withAdmin } from "../cluster/admin.ts";
import type { DataTier } from "../data-tier.ts";
import type { Migration } from "../migration-files.ts";
import { defaultPrivileges, narrowing } from "../tenant/grants.ts";
import { tenantMigrations } from "../tenant/version.ts";
import {
  CATALOG_PATH,
  type CatalogItem,
  compareCatalogs,
  type Difference,
  readCatalog,
  readFingerprints,
} from "./catalog.ts";
import { appliedOf } from "./flight.ts";
import { inScratchSchema } from "./scratch-schema.ts";
import { listPlaced, type Target, type TargetFilter } from "./targets.ts";

export type Drift = {
  target: Target;
  differences: Difference[];
  /** Set where the tenant could not be looked at. */
  error?: Error;
};

/** Schemas whose fingerprints are asked for in one query. */
const SCHEMAS_AT_ONCE = 250;
/** Databases that are looked at side by side. */
const DATABASES_AT_ONCE = 4;

/** Looks at all tenants of a database together, closer where one differs, and changes nothing. */
export async function* findDrift(
  tier: DataTier,
  filter: TargetFilter,
  migrations: Migration[] = tenantMigrations(),
): AsyncGenerator<Drift> {
  const targets = await tier.controlDb.read((tx) => listPlaced(tx, filter));
  const groups = [...Map.groupBy(targets, ({ cluster, database }) => `${cluster}/${database}`).values()];
  const underWay: Promise<Drift[]>[] = [];
  for (const group of groups) {
    underWay.push(lookAtDatabase(tier, group, migrations));
    if (underWay.length >= DATABASES_AT_ONCE) yield* (await underWay.shift()) ?? [];
  }
  for (const looked of underWay) yield* await looked;
}

/** Tenants of one database; a fresh schema is made once for each version that they have. */
async function lookAtDatabase(tier: DataTier, group: Target[], migrations: Migration[]): Promise<Drift[]> {
  const [{ cluster, database } = { cluster: "", database: "" }] = group;
  try {
    const { adminUrl } = await tier.clusterUrls(cluster);
    const fresh = await freshByVersion(adminUrl, group, migrations);
    return await withAdmin(adminUrl, (client) => lookAtSchemas(client, group, fresh), { database });
  } catch (error) {
    return group.map((target) => ({ target, differences: [], error: error as Error }));
  }
}

async function lookAtSchemas(client: pg.Client, group: Target[], fresh: ByVersion): Promise<Drift[]> {
  const found: Drift[] = [];
  await pipeline(client, ["BEGIN READ ONLY", CATALOG_PATH]);
  for (let at = 0; at < group.length; at += SCHEMAS_AT_ONCE) {
    const some = group.slice(at, at + SCHEMAS_AT_ONCE);
    const fingerprints = await readFingerprints(
      client,
      some.map(({ schema }) => schema),
    );
    for (const target of some) {
      const expected = fresh.get(target.version);
      if (expected instanceof Error) found.push({ target, differences: [], error: expected });
      else if (expected && fingerprints.get(target.schema) !== expected.fingerprint) {
        const items = await readCatalog(client, target.schema);
        found.push({ target, differences: compareCatalogs(expected.items, items) });
      } else found.push({ target, differences: [] });
    }
  }
  return found;
}

type Fresh = { items: CatalogItem[]; fingerprint: string | undefined };
type ByVersion = Map<string | null, Fresh | Error>;

/**
 * What a fresh schema of each version is made of; why there is none, where its migrations cannot be applied.
 */
async function freshByVersion(
  adminUrl: string,
  group: Target[],
  migrations: Migration[],
): Promise<ByVersion> {
  const fresh: ByVersion = new Map();
  for (const [version, [target]] of Map.groupBy(group, (each) => each.version)) {
    if (!target) continue;
    fresh.set(version, await freshCatalog(adminUrl, target, migrations).catch((error: Error) => error));
  }
  return fresh;
}

/** In a transaction that is rolled back, role and all: nobody sees it. */
const freshCatalog = (
  adminUrl: string,
  { version, database }: Target,
  migrations: Migration[],
): Promise<Fresh> => {
  const has = appliedOf(migrations, version);
  return inScratchSchema(adminUrl, has, look, {
    database,
    before: (schema) => [
      `CREATE ROLE ${pg.escapeIdentifier(schema)} NOLOGIN NOINHERIT`,
      ...defaultPrivileges(schema),
    ],
    after: narrowing,
  });
};

async function look(client: pg.Client, schema: string): Promise<Fresh> {
  await client.query(CATALOG_PATH);
  const items = await readCatalog(client, schema);
  return { items, fingerprint: (await readFingerprints(client, [schema])).get(schema) };
}
