/**
 * The wave before the first: all migrations in a schema of nobody's, in a transaction that is rolled back.
 */
import { randomBytes } from "node:crypto";
import pg from "pg";
import { pipeline, withAdmin } from "../cluster/admin.ts";
import type { Migration } from "../migration-files.ts";
import { refusal } from "./apply.ts";
import { LEDGER } from "./ledger.ts";
import { birthStatements } from "./no-transaction.ts";

/** Throws MigrationRefused, with migration and statement, where one could be applied to no tenant at all. */
export async function rehearse(adminUrl: string, migrations: Migration[]): Promise<void> {
  await inScratchSchema(adminUrl, migrations, async () => {});
}

/** Runs `look` while a schema with all migrations exists that nobody else will ever see. */
export async function inScratchSchema<T>(
  adminUrl: string,
  migrations: Migration[],
  look: (client: pg.Client, schema: string) => Promise<T>,
  options: {
    database?: string;
    before?: (schema: string) => string[];
    after?: (schema: string) => string[];
  } = {},
): Promise<T> {
  const schema = `rehearsal_${randomBytes(8).toString("hex")}`;
  return withAdmin(
    adminUrl,
    async (client) => {
      try {
        const path = `SET LOCAL search_path = ${pg.escapeIdentifier(schema)}, extensions`;
        await pipeline(client, ["BEGIN", `CREATE SCHEMA ${pg.escapeIdentifier(schema)}`]);
        await pipeline(client, [...(options.before?.(schema) ?? []), path, LEDGER]);
        await pipeline(client, migrations.flatMap(birthStatements)).catch((error: Error) => {
          throw refusal(Object.assign(error, { migration: nameOf(error, migrations) }), "a rehearsal");
        });
        await pipeline(client, options.after?.(schema) ?? []);
        return await look(client, schema);
      } finally {
        await client.query("ROLLBACK").catch(() => {});
      }
    },
    options.database ? { database: options.database } : {},
  );
}

const nameOf = (error: Error, migrations: Migration[]): string | undefined => {
  const { statement } = error as { statement?: string };
  return migrations.find((migration) => birthStatements(migration).some((text) => text === statement))?.name;
};
