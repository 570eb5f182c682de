/** Extensions that migrations ask for, and that are where not all tenants find them. */
import type pg from "pg";
import { MigrationRefused } from "../errors.ts";
import { extensionOf, type Migration } from "../migration-files.ts";

const MISPLACED = `
SELECT extname AS name, nspname AS schema FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
WHERE extname = ANY ($1) AND nspname NOT IN ('extensions', 'pg_catalog') LIMIT 1`;

/** Throws MigrationRefused, with the statement that puts it right. In the client's database. */
export async function requireSharedExtensions(client: pg.Client, migrations: Migration[]): Promise<void> {
  const names = migrations.flatMap(({ statements }) => statements.flatMap((text) => extensionOf(text) ?? []));
  if (names.length === 0) return;
  const { rows } = await client.query<{ name: string; schema: string }>(MISPLACED, [names]);
  const [row] = rows;
  if (!row) return;
  throw new MigrationRefused(
    `The extension ${row.name} is in schema ${row.schema}, where other tenants do not find it. ALTER EXTENSION "${row.name}" SET SCHEMA extensions.`,
  );
}
