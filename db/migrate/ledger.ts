/** The ledger of a schema: the table `_migrations`, which says what was applied to it. */
import { createHash } from "node:crypto";
import type pg from "pg";
import { MigrationRefused } from "../errors.ts";
import type { Migration } from "./migrations.ts";

export const LEDGER = `CREATE TABLE IF NOT EXISTS "_migrations" (
  name text PRIMARY KEY, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now(), duration_ms integer NOT NULL)`;

export type LedgerRow = { name: string; checksum: string };

const ELAPSED_MS = "(extract(epoch FROM clock_timestamp() - transaction_timestamp()) * 1000)::integer";

/** Notes migrations as applied, in the transaction that applied them. */
export function ledgerInsert(migrations: Pick<Migration, "name" | "checksum">[]): pg.QueryConfig {
  return {
    text: `INSERT INTO "_migrations" (name, checksum, duration_ms)
           SELECT name, checksum, ${ELAPSED_MS} FROM unnest($1::text[], $2::text[]) AS applied (name, checksum)`,
    values: [migrations.map(({ name }) => name), migrations.map(({ checksum }) => checksum)],
  };
}

export const ledgerDelete = (name: string): pg.QueryConfig => ({
  text: `DELETE FROM "_migrations" WHERE name = $1`,
  values: [name],
});

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

/**
 * Fails with DIVISION_BY_ZERO unless the ledger holds exactly these migrations: a check that needs no answer, so that it
 * travels in the same flight as what depends on it.
 */
export function ledgerMustBe(applied: Migration[]): pg.QueryConfig {
  return {
    text: `SELECT 1 / (CASE WHEN coalesce(md5(string_agg(name || ' ' || checksum, ',' ORDER BY name COLLATE "C")), '') = $1
                       THEN 1 ELSE 0 END) FROM "_migrations"`,
    values: [digestOf(applied)],
  };
}

export const DIVISION_BY_ZERO = "22012";

function digestOf(applied: Migration[]): string {
  if (applied.length === 0) return "";
  const lines = applied.map(({ name, checksum }) => `${name} ${checksum}`).sort();
  return createHash("md5").update(lines.join(",")).digest("hex");
}
