/**
 * The birth of schemas: roles, schemas, rights, all migrations and their ledger in one transaction and one flight, statement
 * by statement. Either everything is there afterwards, or nothing.
 */
import pg from "pg";
import { joined, pipeline, type Statement } from "../cluster/admin.ts";
import { withKeptAdmin } from "../cluster/kept-admin.ts";
import { LEDGER, ledgerInsert } from "../migrate/ledger.ts";
import { birthStatements } from "../migrate/no-transaction.ts";
import type { Migration } from "../migration-files.ts";
import { TENANT_IDENTIFIER } from "../routing/placement.ts";
import { isConnectionError } from "../routing/sql-errors.ts";
import { defaultPrivileges, narrowing } from "../tenant/grants.ts";
import { insertMember, type MemberInput } from "../tenant/members.ts";
import { tenantMigrations, versionOf } from "../tenant/version.ts";
import { isDuplicate } from "./duplicate.ts";

const quote = pg.escapeIdentifier;
const LOCK_TIMEOUT_MS = 10_000;
/** From this version on a membership says by itself whether rights are inherited. */
const FIRST_WITH_SET_OPTION = 160000;

export type Birth = {
  adminUrl: string;
  /** The login that will take the roles. */
  login: string;
  /** One GRANT serves all: after any, `SET ROLE` re-reads the memberships. */
  newborns: Newborn[];
  migrations?: Migration[];
};

/** A schema with a role of the same name, and the people whom it begins with. */
export type Newborn = { schema: string; members?: MemberInput[] };

/** Answers the version that the schemas have, or undefined where one of them is there already: nothing was made then. */
export async function giveBirth(birth: Birth): Promise<{ version: string | null } | undefined> {
  const migrations = birth.migrations ?? tenantMigrations();
  return withKeptAdmin(birth.adminUrl, async (client) => {
    const hasSetOption = await supportsSetOption(client, birth.adminUrl);
    try {
      await runAll(client, statementsOf(birth, migrations, hasSetOption));
      return { version: versionOf(migrations) };
    } catch (error) {
      if (isDuplicate(error)) return undefined;
      throw error;
    }
  });
}

/** In few messages; where that fails, once more one by one, so that the error names its statement. */
async function runAll(client: pg.Client, statements: Statement[]): Promise<void> {
  const run = async (messages: Statement[]) => {
    try {
      await pipeline(client, messages);
    } catch (error) {
      await client.query("ROLLBACK").catch(() => {});
      throw error;
    }
  };
  await run(joined(statements)).catch((error: unknown) => {
    if (isDuplicate(error) || isConnectionError(error)) throw error;
    return run(statements);
  });
}

function statementsOf({ login, newborns }: Birth, migrations: Migration[], hasSetOption: boolean) {
  const roles = newborns.map(({ schema }) => quote(validated(schema)));
  const options = hasSetOption ? " WITH INHERIT FALSE, SET TRUE" : "";
  return [
    `BEGIN; SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`,
    ...roles.map((role) => `CREATE ROLE ${role} NOLOGIN NOINHERIT`),
    ...newborns.flatMap((newborn) => schemaStatements(newborn, migrations)),
    `GRANT ${roles.join(", ")} TO ${quote(login)}${options}`,
    "COMMIT",
  ];
}

const schemaStatements = ({ schema, members = [] }: Newborn, migrations: Migration[]): Statement[] => [
  `CREATE SCHEMA ${quote(schema)}`,
  ...defaultPrivileges(schema),
  `SET LOCAL search_path = ${quote(schema)}, extensions`,
  LEDGER,
  ...migrations.flatMap(birthStatements),
  ledgerInsert(migrations),
  ...narrowing(schema),
  ...members.map(insertMember),
];

function validated(schema: string): string {
  if (!TENANT_IDENTIFIER.test(schema)) throw new TypeError("Not the schema of a tenant.");
  return schema;
}

/** By admin URL; as many as there are clusters. */
const versions = new Map<string, boolean>();

async function supportsSetOption(client: pg.Client, adminUrl: string): Promise<boolean> {
  const known = versions.get(adminUrl);
  if (known !== undefined) return known;
  const { rows } = await client.query<{ version: number }>(
    "SELECT current_setting('server_version_num')::int AS version",
  );
  const supports = (rows[0]?.version ?? 0) >= FIRST_WITH_SET_OPTION;
  versions.set(adminUrl, supports);
  return supports;
}
