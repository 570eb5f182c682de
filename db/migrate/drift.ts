/**
 * Whether tenants' tables are what the migrations make: each catalog against that of a fresh schema of the
 * same version.
 */
import pg from "pg";
import { pipeline, withAdmin } from "../cluster/admin.ts";
import type { DataTier } from "../data-tier.ts";
import { MigrationRefused } from "../errors.ts";
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
import { appliedTo } from "./flight.ts";
import { readAll } from "./ledgers.ts";
import { inScratchSchema } from "./scratch-schema.ts";
import { sentenceOf, standingOf } from "./standing.ts";
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
    return await withAdmin(
      adminUrl,
      async (client) => {
        const ledgers = await readAll(client, group);
        const known = group.map((target) => ({ ...target, ledger: ledgers.get(target.schema) ?? [] }));
        const fresh = await freshByLedger(adminUrl, known, migrations);
        const lookBeside = (some: Target[]) =>
          withAdmin(adminUrl, (other) => lookAtSchemas(other, some, fresh), { database });
        // Of many, the server compares each half on a processor of its own.
        const isMany = known.length > SCHEMAS_AT_ONCE;
        const half = isMany ? Math.ceil(known.length / 2) : known.length;
        const [first, second] = await Promise.all([
          lookAtSchemas(client, known.slice(0, half), fresh),
          isMany ? lookBeside(known.slice(half)) : [],
        ]);
        return [...first, ...second];
      },
      { database },
    );
  } catch (error) {
    return group.map((target) => ({ target, differences: [], error: error as Error }));
  }
}

async function lookAtSchemas(client: pg.Client, group: Target[], fresh: ByLedger): Promise<Drift[]> {
  const found: Drift[] = [];
  await pipeline(client, ["BEGIN READ ONLY", CATALOG_PATH]);
  for (let at = 0; at < group.length; at += SCHEMAS_AT_ONCE) {
    const some = group.slice(at, at + SCHEMAS_AT_ONCE);
    const fingerprints = await readFingerprints(
      client,
      some.map(({ schema }) => schema),
    );
    for (const target of some) {
      const expected = fresh.get(keyOf(target));
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
type ByLedger = Map<string, Fresh | Error>;

/** What was applied, by name and text. */
const keyOf = ({ ledger = [] }: Target): string =>
  ledger
    .map(({ name, checksum }) => `${name} ${checksum}`)
    .sort()
    .join();

/**
 * What a fresh schema is made of that had the same applied; why there is none, where no files say so or they
 * cannot be applied.
 */
async function freshByLedger(adminUrl: string, group: Target[], migrations: Migration[]): Promise<ByLedger> {
  const fresh: ByLedger = new Map();
  for (const [key, [target]] of Map.groupBy(group, keyOf)) {
    if (!target) continue;
    fresh.set(key, await freshCatalog(adminUrl, target, migrations).catch((error: Error) => error));
  }
  return fresh;
}

/** In a transaction that is rolled back, role and all: nobody sees it. */
async function freshCatalog(adminUrl: string, target: Target, migrations: Migration[]): Promise<Fresh> {
  const { database, slug, ledger = [] } = target;
  const unsound = standingOf(migrations, ledger).problems.find(({ kind }) => kind !== "late");
  if (unsound) throw new MigrationRefused(sentenceOf(unsound, slug));
  const has = appliedTo(target, migrations);
  return inScratchSchema(adminUrl, has, look, {
    database,
    before: (schema) => [
      `CREATE ROLE ${pg.escapeIdentifier(schema)} NOLOGIN NOINHERIT`,
      ...defaultPrivileges(schema),
    ],
    after: narrowing,
  });
}

async function look(client: pg.Client, schema: string): Promise<Fresh> {
  await client.query(CATALOG_PATH);
  const items = await readCatalog(client, schema);
  return { items, fingerprint: (await readFingerprints(client, [schema])).get(schema) };
}
