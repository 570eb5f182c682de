/** Makes the place that a placement names: role and schema, in the shared database or in one of the tenant's own. */
import pg from "pg";
import { pipeline, withAdmin } from "../cluster/admin.ts";
import { loginDefaults, prepareDedicated } from "../cluster/prepare.ts";
import { membershipStatement } from "../cluster/roles.ts";
import type { Placement } from "../routing/placement.ts";
import { defaultPrivileges } from "../tenant/grants.ts";

const quote = pg.escapeIdentifier;

export type PlaceOptions = {
  adminUrl: string;
  /** The login that requests come with: the cluster's, or the dedicated database's own. */
  login: string;
  /** Set where the login belongs to this placement alone. */
  loginPassword?: string;
};

/** Idempotent: what is there already is left as it is. */
export async function createPlace(placement: Placement, options: PlaceOptions): Promise<void> {
  const dedicated = placement.kind === "database";
  await withAdmin(options.adminUrl, async (client) => {
    const there = await whatIsThere(client, placement, options.login);
    await createRoles(client, placement, options, there);
    if (dedicated && !there.database) await createDatabase(client, placement.database);
    if (!dedicated && !there.schema) await createSchema(client, placement.schema);
  });
  if (!dedicated) return;
  await withAdmin(options.adminUrl, (client) => prepareDatabase(client, placement, options.login), {
    database: placement.database,
  });
}

/** From the template that nobody can have changed, or be connected to. */
const createDatabase = (client: pg.Client, database: string) =>
  client.query(`CREATE DATABASE ${quote(database)} TEMPLATE template0`);

type There = { role: boolean; login: boolean; database: boolean; schema: boolean };

async function whatIsThere(client: pg.Client, placement: Placement, login: string): Promise<There> {
  const { rows } = await client.query<There>(
    `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS role,
            EXISTS (SELECT FROM pg_roles WHERE rolname = $2) AS login,
            EXISTS (SELECT FROM pg_database WHERE datname = $3) AS database,
            EXISTS (SELECT FROM pg_namespace WHERE nspname = $4) AS schema`,
    [placement.role, login, placement.database, placement.schema],
  );
  return rows[0] ?? { role: false, login: false, database: false, schema: false };
}

async function createRoles(
  client: pg.Client,
  placement: Placement,
  { login, loginPassword }: PlaceOptions,
  there: There,
): Promise<void> {
  const statements: string[] = [];
  if (!there.role) statements.push(`CREATE ROLE ${quote(placement.role)} NOLOGIN NOINHERIT`);
  if (loginPassword) {
    const verb = there.login ? "ALTER" : "CREATE";
    statements.push(
      `${verb} ROLE ${quote(login)} LOGIN NOINHERIT PASSWORD ${pg.escapeLiteral(loginPassword)}`,
      ...loginDefaults(login),
    );
  }
  await pipeline(client, [...statements, await membershipStatement(client, placement.role, login)]);
}

async function prepareDatabase(client: pg.Client, { schema }: Placement, login: string): Promise<void> {
  await prepareDedicated(client, login);
  const { rowCount } = await client.query("SELECT FROM pg_namespace WHERE nspname = $1", [schema]);
  if (!rowCount) await createSchema(client, schema);
}

const createSchema = (client: pg.Client, schema: string) =>
  pipeline(client, ["BEGIN", `CREATE SCHEMA ${quote(schema)}`, ...defaultPrivileges(schema), "COMMIT"]);
