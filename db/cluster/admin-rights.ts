/**
 * What the admin's login needs on a server, looked at before anything is made: PostgreSQL itself would say
 * `permission denied`, and not which statement is missing.
 */
import pg from "pg";
import { EnvironmentInvalid } from "../env.ts";

const quote = pg.escapeIdentifier;

/** `roles`: those that the admin grants to others, where they are there. */
export type Needed = { appLogin: string; roles?: string[] };

/** From PostgreSQL 16 on CREATEROLE alone gives no right on a role that somebody else made. */
const STATE = `
SELECT me.rolname AS admin, current_database() AS database, me.rolsuper AS "isSuperuser",
  me.rolcreaterole AS "mayCreateRoles", me.rolcreatedb AS "mayCreateDatabases",
  pg_has_role(d.datdba, 'USAGE') AS "ownsDatabase",
  EXISTS (SELECT FROM pg_roles WHERE rolname = $1 AND rolcanlogin) AS "hasLogin",
  ARRAY(SELECT r.rolname::text FROM pg_roles r WHERE r.rolname = ANY ($2::text[]) AND r.oid <> me.oid
    AND current_setting('server_version_num')::int >= 160000
    AND NOT pg_has_role(r.oid, 'MEMBER WITH ADMIN OPTION') ORDER BY 1) AS "notAdminOf",
  ARRAY(SELECT n.nspname || ' of ' || o.rolname FROM pg_namespace n JOIN pg_roles o ON o.oid = n.nspowner
    WHERE n.nspname IN ('control', 'extensions', 'local_identity') AND NOT pg_has_role(n.nspowner, 'USAGE')
    ORDER BY 1) AS foreign
FROM pg_roles me, pg_database d WHERE me.rolname = current_user AND d.datname = current_database()`;

type State = {
  admin: string;
  database: string;
  isSuperuser: boolean;
  mayCreateRoles: boolean;
  mayCreateDatabases: boolean;
  ownsDatabase: boolean;
  hasLogin: boolean;
  notAdminOf: string[];
  foreign: string[];
};

/** The statements that are missing, each for somebody who may; none where all is well. */
export async function missingRights(client: pg.Client, { appLogin, roles = [] }: Needed): Promise<string[]> {
  const { rows } = await client.query<State>(STATE, [appLogin, [appLogin, ...roles]]);
  return rows[0] ? statementsFor(rows[0], appLogin) : [];
}

function statementsFor(state: State, appLogin: string): string[] {
  const { admin, database } = state;
  const missing: string[] = [];
  if (!state.hasLogin) missing.push(`CREATE ROLE ${quote(appLogin)} LOGIN NOINHERIT PASSWORD '…'`);
  if (state.isSuperuser) return missing;
  if (!state.mayCreateRoles) missing.push(`ALTER ROLE ${quote(admin)} CREATEROLE`);
  if (!state.mayCreateDatabases) missing.push(`ALTER ROLE ${quote(admin)} CREATEDB`);
  if (!state.ownsDatabase) missing.push(`ALTER DATABASE ${quote(database)} OWNER TO ${quote(admin)}`);
  const others = state.hasLogin ? state.notAdminOf : [appLogin, ...state.notAdminOf];
  if (others.length > 0) {
    missing.push(`GRANT ${others.map(quote).join(", ")} TO ${quote(admin)} WITH ADMIN OPTION`);
  }
  for (const line of state.foreign) {
    const [schema = "", owner = ""] = line.split(" of ");
    missing.push(`GRANT ${quote(owner)} TO ${quote(admin)}; -- it owns schema ${schema}`);
  }
  return missing;
}

/** Throws EnvironmentInvalid, with the statements, where something is missing. Nothing is made before it. */
export async function requireRights(client: pg.Client, needed: Needed): Promise<void> {
  const missing = await missingRights(client, needed);
  if (missing.length === 0) return;
  const lines = missing.map((statement) => `  ${statement.includes(";") ? statement : `${statement};`}`);
  throw new EnvironmentInvalid(
    [
      "The login of DATABASE_ADMIN_URL lacks rights on its server. As somebody who may (a superuser), run there:",
      ...lines,
      "docs/operations.md says what each login needs.",
    ].join("\n"),
  );
}
