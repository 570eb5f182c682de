/** Whether this release, and a place that was made for it, can have what an archive has. */
import { getTableName } from "drizzle-orm";
import type pg from "pg";
import { sentenceOf, standingOf } from "../migrate/standing.ts";
import type { Migration } from "../migration-files.ts";
import { TENANT_TABLES } from "../tenant/declarations.ts";
import { tenantMigrations } from "../tenant/version.ts";
import { ArchiveRefused } from "./archive-refused.ts";
import { secretColumns } from "./archived-tables.ts";
import type { ArchiveDescription } from "./format.ts";

/**
 * What a place has to have before the rows fit into it: of this release's migrations, those that the archive
 * had. Throws ArchiveRefused where it had others.
 */
export function requireMigrations({ migrations }: ArchiveDescription): Migration[] {
  const known = tenantMigrations();
  for (const problem of standingOf(known, migrations).problems) {
    if (problem.kind === "late") continue;
    if (problem.kind === "ahead")
      throw new ArchiveRefused(
        `The archive has the migration ${problem.migration}: a newer release reads it.`,
      );
    throw new ArchiveRefused(sentenceOf(problem, "what the archive is of"));
  }
  return known.filter(({ name }) => migrations.some((had) => had.name === name));
}

type Columns = { name: string; columns: string[] };

/**
 * Every column that is written is there, and every one that is there is written: none takes its default in
 * silence. Throws ArchiveRefused.
 */
export async function requireColumns(
  client: pg.Client,
  schema: string,
  { tables }: ArchiveDescription,
): Promise<void> {
  const there = await listColumns(client, schema);
  for (const { plane, name, columns } of tables) {
    if (plane !== "tenant") continue;
    const has = there.find((table) => table.name === name)?.columns ?? [];
    const unknown = columns.find((column) => !has.includes(column));
    if (unknown) throw new ArchiveRefused(`The archive has ${name}.${unknown}, which its version has not.`);
    const lacking = has.find((column) => !columns.includes(column) && !isSecret(name, column));
    if (lacking) throw new ArchiveRefused(`The archive lacks ${name}.${lacking}, which its version has.`);
  }
}

/** What the database makes of the other columns by itself is left out. */
async function listColumns(client: pg.Client, schema: string): Promise<Columns[]> {
  const { rows } = await client.query<Columns>(
    `SELECT c.relname AS name, array_agg(a.attname::text) AS columns
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
      WHERE c.relnamespace = to_regnamespace($1) AND c.relkind IN ('r', 'p')
        AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
      GROUP BY c.relname`,
    [`"${schema}"`],
  );
  return rows;
}

const isSecret = (table: string, column: string): boolean =>
  TENANT_TABLES.some(
    (declared) => getTableName(declared.table) === table && secretColumns(declared).includes(column),
  );
