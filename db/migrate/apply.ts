/** Applies migrations to one schema, in one transaction with their ledger. */
import pg from "pg";
import { pipeline } from "../cluster/admin.ts";
import { MigrationRefused } from "../errors.ts";
import { rootCause, sqlState } from "../routing/sql-errors.ts";
import type { Migration } from "./migrations.ts";

export type ApplyTarget = {
  /** The schema that holds the tables and their ledger `_migrations`. */
  schema: string;
  /** Statements run in the same transaction after the migrations: grants. */
  after?: string[];
};

export type Applied = { applied: string[]; version: string | null };

const LOCK_TIMEOUT_MS = 10_000;
const LEDGER = `CREATE TABLE IF NOT EXISTS "_migrations" (
  name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now(), duration_ms integer NOT NULL)`;

type LedgerRow = { name: string; checksum: string };

/**
 * Brings one schema up to date. Either all that was pending is applied, or nothing.
 * Throws MigrationRefused where an applied migration was edited, or a statement failed: its message names both.
 */
export async function applyMigrations(
  client: pg.Client,
  migrations: Migration[],
  target: ApplyTarget,
): Promise<Applied> {
  try {
    await pipeline(client, opening(target.schema));
    const { rows } = await client.query<LedgerRow>(`SELECT name, checksum FROM "_migrations" ORDER BY name`);
    const pending = pendingOf(migrations, rows, target.schema);
    for (const migration of pending) await applyOne(client, migration);
    await pipeline(client, [...(target.after ?? []), "COMMIT"]);
    return { applied: pending.map(({ name }) => name), version: versionOf(migrations) };
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw refusal(error, target.schema);
  }
}

/** The version of a schema that has all of `migrations`: the last one's name. */
export const versionOf = (migrations: Migration[]): string | null => migrations.at(-1)?.name ?? null;

const opening = (schema: string) => [
  "BEGIN",
  `SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`,
  `SET LOCAL search_path = ${pg.escapeIdentifier(schema)}, extensions`,
  { text: "SELECT pg_advisory_xact_lock(hashtextextended('tenantry:migrate:' || $1, 0))", values: [schema] },
  LEDGER,
];

/** What is not applied yet. Throws where what was applied is not what the files say. */
export function pendingOf(migrations: Migration[], ledger: LedgerRow[], schema: string): Migration[] {
  const applied = new Map(ledger.map((row) => [row.name, row.checksum]));
  for (const { name, checksum } of migrations) {
    const before = applied.get(name);
    if (before && before !== checksum) {
      throw new MigrationRefused(
        `Migration ${name} was edited after it was applied to ${schema}. Restore the file.`,
      );
    }
  }
  return migrations.filter(({ name }) => !applied.has(name));
}

async function applyOne(client: pg.Client, { name, checksum, statements }: Migration): Promise<void> {
  const record = {
    text: `INSERT INTO "_migrations" (name, checksum, duration_ms)
           VALUES ($1, $2, (extract(epoch FROM clock_timestamp() - transaction_timestamp()) * 1000)::integer)`,
    values: [name, checksum],
  };
  try {
    await pipeline(client, [...statements, record]);
  } catch (error) {
    throw Object.assign(error as Error, { migration: name });
  }
}

function refusal(error: unknown, schema: string): unknown {
  if (error instanceof MigrationRefused || !sqlState(error)) return error;
  const { migration, statement } = error as { migration?: string; statement?: string };
  const where = migration ? `Migration ${migration}` : "Migrating";
  const what = statement ? `\n${statement.trim().slice(0, 2_000)}` : "";
  const why = (rootCause(error) as Error).message;
  return new MigrationRefused(`${where} failed in ${schema}: ${why} (${sqlState(error)})${what}`, {
    cause: error,
  });
}
