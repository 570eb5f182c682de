/**
 * The birth of schemas: roles, schemas, rights, all migrations and their ledger in one transaction and one
 * flight, statement by statement. Either everything is there afterwards, or nothing.
 */
import pg from "pg";
import { joined, pipeline, type Statement } from "../cluster/admin.ts";
import { withKeptAdmin } from "../cluster/kept-admin.ts";
import { membershipStatement } from "../cluster/roles.ts";
import { fold } from "../migrate/fold.ts";
import { LEDGER, ledgerInsert } from "../migrate/ledger.ts";
import { birthStatements } from "../migrate/no-transaction.ts";
import { refuseStatements } from "../migrate/refused-statements.ts";
import type { Migration } from "../migration-files.ts";
import { isConnectionError } from "../routing/sql-errors.ts";
import { narrowing } from "../tenant/grants.ts";
import { insertMember, type MemberInput } from "../tenant/members.ts";
import { tenantMigrations, versionOf } from "../tenant/version.ts";
import { isDuplicate } from "./duplicate.ts";
import { createRole, createSchema } from "./place-plan.ts";

const quote = pg.escapeIdentifier;
const LOCK_TIMEOUT_MS = 10_000;

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

/**
 * Answers the version that the schemas have, or undefined where one of them is there already: nothing was
 * made then.
 */
export async function giveBirth(wanted: Birth): Promise<{ version: string | null } | undefined> {
  const { migrations = tenantMigrations() } = wanted;
  const birth = { ...wanted, migrations };
  await refuseStatements(migrations);
  return withKeptAdmin(birth.adminUrl, async (client) => {
    const roles = birth.newborns.map(({ schema }) => schema);
    const membership = await membershipStatement(client, roles, birth.login);
    try {
      await runAll(client, birth, membership);
      return { version: versionOf(migrations) };
    } catch (error) {
      if (isDuplicate(error)) return undefined;
      throw error;
    }
  });
}

/**
 * Folded, in few messages; where that fails, as it was written and one by one, so that the error names its
 * statement.
 */
async function runAll(client: pg.Client, birth: Required<Birth>, membership: string): Promise<void> {
  const run = async (messages: Statement[]) => {
    try {
      await pipeline(client, messages);
    } catch (error) {
      await client.query("ROLLBACK").catch(() => {});
      throw error;
    }
  };
  const written = birth.migrations.flatMap(birthStatements);
  await run(joined(statementsOf(birth, fold(written), membership))).catch((error: unknown) => {
    if (isDuplicate(error) || isConnectionError(error)) throw error;
    return run(statementsOf(birth, written, membership));
  });
}

const statementsOf = (
  { newborns, migrations }: Required<Birth>,
  tables: string[],
  membership: string,
): Statement[] => [
  `BEGIN; SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`,
  ...newborns.map(({ schema }) => createRole(schema)),
  ...newborns.flatMap((newborn) => schemaStatements(newborn, tables, migrations)),
  membership,
  "COMMIT",
];

const schemaStatements = (
  { schema, members = [] }: Newborn,
  tables: string[],
  migrations: Migration[],
): Statement[] => [
  ...createSchema(schema),
  `SET LOCAL search_path = ${quote(schema)}, extensions`,
  LEDGER,
  ...tables,
  ledgerInsert(migrations),
  ...narrowing(schema),
  ...members.map(insertMember),
];
