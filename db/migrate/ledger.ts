/** The ledger of a schema: the table `_migrations`, which says what was applied to it. */
import { createHash } from "node:crypto";
import pg from "pg";
import type { Migration } from "../migration-files.ts";

/**
 * As long as a file's name and a SHA-256 can be: what is bounded needs no TOAST table, two files fewer for
 * each tenant.
 */
export const LEDGER = `CREATE TABLE IF NOT EXISTS "_migrations" (
  name varchar(255) PRIMARY KEY, checksum varchar(64) NOT NULL, applied_at timestamptz NOT NULL DEFAULT now(), duration_ms integer NOT NULL)`;

export type LedgerRow = { name: string; checksum: string };

const ELAPSED_MS = "(extract(epoch FROM clock_timestamp() - transaction_timestamp()) * 1000)::integer";

/** Notes migrations as applied, in the transaction that applied them. */
export function ledgerInsert(migrations: Pick<Migration, "name" | "checksum">[]): string {
  if (migrations.length === 0) return "SELECT";
  const rows = migrations.map(
    ({ name, checksum }) => `(${pg.escapeLiteral(name)}, ${pg.escapeLiteral(checksum)}, ${ELAPSED_MS})`,
  );
  return `INSERT INTO "_migrations" (name, checksum, duration_ms) VALUES ${rows.join(", ")}`;
}

export const ledgerDelete = (name: string): string =>
  `DELETE FROM "_migrations" WHERE name = ${pg.escapeLiteral(name)}`;

/**
 * Fails with DIVISION_BY_ZERO unless the ledger holds exactly these migrations: a check that needs no answer,
 * so that it travels in the same flight as what depends on it.
 */
export const ledgerMustBe = (applied: LedgerRow[]): string =>
  `SELECT 1 / (CASE WHEN coalesce(md5(string_agg(name || ' ' || checksum, ',' ORDER BY name COLLATE "C")), '') = '${digestOf(applied)}'
               THEN 1 ELSE 0 END) FROM "_migrations"`;

export const DIVISION_BY_ZERO = "22012";

function digestOf(applied: LedgerRow[]): string {
  if (applied.length === 0) return "";
  const lines = applied.map(({ name, checksum }) => `${name} ${checksum}`).sort();
  return createHash("md5").update(lines.join(",")).digest("hex");
}
