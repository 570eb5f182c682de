/**
 * Migrations that say `-- tenantry: no-transaction`, for concurrent indexes: each statement runs by itself,
 * so a kill may leave some done. They are written to run again (IF NOT EXISTS), and an index that a kill left
 * invalid is made anew.
 */
import pg from "pg";
import { MigrationRefused } from "../errors.ts";
import type { Migration } from "../migration-files.ts";
import { ledgerInsert } from "./ledger.ts";

const CONCURRENT_INDEX =
  /\bCREATE\s+(?:UNIQUE\s+)?INDEX\s+CONCURRENTLY\s+(?:IF\s+NOT\s+EXISTS\s+)?(?:"([^"]+)"|([a-z_][\w$]*))/gi;

/** Runs one on a connection without a transaction; `search_path` is set already. */
export async function applyWithoutTransaction(
  client: pg.Client,
  migration: Migration,
  schema: string,
): Promise<void> {
  const indexes = concurrentIndexes(migration);
  for (const name of await listInvalid(client, schema, indexes)) {
    await client.query(
      `DROP INDEX CONCURRENTLY IF EXISTS ${pg.escapeIdentifier(schema)}.${pg.escapeIdentifier(name)}`,
    );
  }
  for (const statement of migration.statements) await runNamed(client, statement);
  const [invalid] = await listInvalid(client, schema, indexes);
  if (invalid)
    throw new MigrationRefused(`The index ${invalid} in ${schema} could not be built and is invalid.`);
  await client.query(ledgerInsert([migration]));
}

/** A failure carries its statement. */
async function runNamed(client: pg.Client, statement: string): Promise<void> {
  try {
    await client.query(statement);
  } catch (error) {
    throw Object.assign(error as Error, { statement });
  }
}

const concurrentIndexes = ({ statements }: Migration): string[] =>
  statements.flatMap((text) =>
    [...text.matchAll(CONCURRENT_INDEX)].map(([, quoted, plain]) => quoted ?? plain?.toLowerCase() ?? ""),
  );

async function listInvalid(client: pg.Client, schema: string, names: string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
       JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = $1 AND c.relname = ANY ($2) AND NOT i.indisvalid`,
    [schema, names],
  );
  return rows.map(({ name }) => name);
}

const NEEDS_NO_EMPTY_TABLE = /^\s*(--[^\n]*\n\s*)*(VACUUM|REINDEX|CLUSTER)\b/i;

/** In a schema that is just being made nobody waits: everything fits into the one transaction. */
export const birthStatements = ({ statements, isTransactional = true }: Migration): string[] =>
  isTransactional
    ? statements
    : statements
        .filter((text) => !NEEDS_NO_EMPTY_TABLE.test(text))
        .map((text) => text.replace(/\bINDEX\s+CONCURRENTLY\b/gi, "INDEX"));
