/** The ledgers of many tenants: a few queries for each database, whatever the number of tenants in it. */
import pg from "pg";
import { withAdmin } from "../cluster/admin.ts";
import type { DataTier } from "../data-tier.ts";
import { sqlState } from "../routing/sql-errors.ts";
import type { LedgerRow } from "./ledger.ts";
import type { Target } from "./targets.ts";

/** `error`: why its ledger could not be read. A schema without one has had nothing applied. */
export type Read = { target: Target; ledger: LedgerRow[] } | { target: Target; error: Error };

/** Ledgers that one query reads. */
const LEDGERS_AT_ONCE = 100;
/** Databases that are asked side by side, */
const DATABASES_AT_ONCE = 4;
/** and connections to one that holds many: what a connection reads first costs most. */
const CONNECTIONS_A_DATABASE = 2;
/** Schemas may go while they are read: their tenants are purged. */
const MAX_ATTEMPTS = 3;
const UNDEFINED_TABLE = "42P01";

/** In the order of `targets`. A database that does not answer is told for each of its tenants. */
export async function readLedgers(tier: DataTier, targets: Target[]): Promise<Read[]> {
  const groups = [...Map.groupBy(targets, ({ cluster, database }) => `${cluster}/${database}`).values()];
  const found = new Map<Target, Read>();
  const waiting = groups.values();
  const work = async () => {
    for (const group of waiting)
      for (const read of await readGroup(tier, group)) found.set(read.target, read);
  };
  await Promise.all(Array.from({ length: DATABASES_AT_ONCE }, work));
  return targets.flatMap((target) => found.get(target) ?? []);
}

async function readGroup(tier: DataTier, group: Target[]): Promise<Read[]> {
  const [{ cluster, database } = { cluster: "", database: "" }] = group;
  try {
    const { adminUrl } = await tier.clusterUrls(cluster);
    const parts = await Promise.all(
      split(group).map((part) => withAdmin(adminUrl, (client) => readAll(client, part), { database })),
    );
    const ledgerOf = ({ schema }: Target) => parts.find((part) => part.has(schema))?.get(schema) ?? [];
    return group.map((target) => ({ target, ledger: ledgerOf(target) }));
  } catch (error) {
    return group.map((target) => ({ target, error: error as Error }));
  }
}

/** Few are not worth another connection. */
function split(group: Target[]): Target[][] {
  if (group.length <= LEDGERS_AT_ONCE) return [group];
  const size = Math.ceil(group.length / CONNECTIONS_A_DATABASE);
  return Array.from({ length: CONNECTIONS_A_DATABASE }, (_, at) => group.slice(at * size, (at + 1) * size));
}

type BySchema = Map<string, LedgerRow[]>;

/** By schema; those without a ledger are left out. */
export async function readAll(client: pg.Client, group: Pick<Target, "schema">[]): Promise<BySchema> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await readOnce(
        client,
        group.map(({ schema }) => schema),
      );
    } catch (error) {
      if (sqlState(error) !== UNDEFINED_TABLE || attempt >= MAX_ATTEMPTS) throw error;
    }
  }
}

async function readOnce(client: pg.Client, schemas: string[]): Promise<BySchema> {
  const { rows: there } = await client.query<{ schema: string }>(
    `SELECT n.nspname AS schema FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relname = '_migrations' AND c.relkind = 'r' AND n.nspname = ANY ($1)`,
    [schemas],
  );
  const ledgers: BySchema = new Map(there.map(({ schema }) => [schema, []]));
  const texts = there.map(({ schema }) => rowsOf(schema));
  const queries = Array.from({ length: Math.ceil(texts.length / LEDGERS_AT_ONCE) }, (_, at) =>
    texts.slice(at * LEDGERS_AT_ONCE, (at + 1) * LEDGERS_AT_ONCE).join(" UNION ALL "),
  );
  // On their way together; an error of one is the answer, once the others are in.
  const answers = await Promise.allSettled(
    queries.map((query) => client.query<LedgerRow & { schema: string }>(query)),
  );
  for (const answer of answers) {
    if (answer.status === "rejected") throw answer.reason;
    for (const { schema, name, checksum } of answer.value.rows) ledgers.get(schema)?.push({ name, checksum });
  }
  return ledgers;
}

const rowsOf = (schema: string): string =>
  `SELECT ${pg.escapeLiteral(schema)} AS schema, name, checksum FROM ${pg.escapeIdentifier(schema)}."_migrations"`;
