/** A schema with migrations that nobody else will ever see: in a transaction that is rolled back. */
import { randomBytes } from "node:crypto";
import pg from "pg";
import { pipeline, withAdmin } from "../cluster/admin.ts";
import { lockKey } from "../cluster/lock.ts";
import type { Migration } from "../migration-files.ts";
import { refusal } from "./apply.ts";
import { LEDGER } from "./ledger.ts";
import { madeElsewhere, outsideOfTenant } from "./made-elsewhere.ts";
import { birthStatements } from "./no-transaction.ts";

/** For schemas, and roles, that are made to be tried out; each is locked by its name while it is used. */
export const scratchName = (): string => `rehearsal_${randomBytes(8).toString("hex")}`;

export type ScratchOptions = {
  database?: string;
  before?: (schema: string) => string[];
  after?: (schema: string) => string[];
  /** Refuses, by name, the first migration that makes something outside of the schema. */
  isAlone?: boolean;
  /** False: for COPY, which wants the connection for itself. */
  pipelines?: boolean;
  applicationName?: string;
};

/** Runs `look` while a schema with all migrations exists that nobody else will ever see. */
export async function inScratchSchema<T>(
  adminUrl: string,
  migrations: Migration[],
  look: (client: pg.Client, schema: string) => Promise<T>,
  options: ScratchOptions = {},
): Promise<T> {
  const schema = scratchName();
  return withAdmin(
    adminUrl,
    async (client) => {
      try {
        await makeSchema(client, schema, options);
        await applyAll(client, schema, migrations, options);
        await pipeline(client, options.after?.(schema) ?? []);
        return await look(client, schema);
      } finally {
        await client.query("ROLLBACK").catch(() => {});
      }
    },
    connectionOf(options),
  );
}

const connectionOf = ({ database, pipelines, applicationName }: ScratchOptions) => ({
  ...(database === undefined ? {} : { database }),
  ...(pipelines === undefined ? {} : { pipelines }),
  ...(applicationName === undefined ? {} : { applicationName }),
});

async function makeSchema(client: pg.Client, schema: string, { before }: ScratchOptions): Promise<void> {
  const lock = `SELECT pg_advisory_xact_lock(${lockKey(schema)})`;
  const path = `SET LOCAL search_path = ${pg.escapeIdentifier(schema)}, extensions`;
  await pipeline(client, ["BEGIN", lock, `CREATE SCHEMA ${pg.escapeIdentifier(schema)}`]);
  await pipeline(client, [...(before?.(schema) ?? []), path, LEDGER]);
}

async function applyAll(
  client: pg.Client,
  schema: string,
  migrations: Migration[],
  { isAlone = false }: ScratchOptions,
): Promise<void> {
  const together = isAlone ? migrations.map((each) => [each]) : [migrations];
  for (const some of together) {
    await pipeline(client, some.flatMap(birthStatements)).catch((error: Error) => {
      throw refusal(Object.assign(error, { migration: nameOf(error, some) }), "a rehearsal");
    });
    const what = isAlone && (await madeElsewhere(client, schema));
    if (what) throw outsideOfTenant(what, some[0]?.name);
  }
}

const nameOf = (error: Error, migrations: Migration[]): string | undefined => {
  const { statement } = error as { statement?: string };
  return migrations.find((migration) => birthStatements(migration).some((text) => text === statement))?.name;
};
