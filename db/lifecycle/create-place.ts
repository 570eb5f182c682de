/**
 * Makes the place that a placement names: role and schema, in the shared database or in one of the tenant's
 * own.
 */
import pg from "pg";
import { pipeline, withAdmin } from "../cluster/admin.ts";
import { dedicatedLoginDefaults, prepareDedicated } from "../cluster/prepare.ts";
import { membershipStatement } from "../cluster/roles.ts";
import { pauseBeforeRetry, shouldRetry } from "../migrate/retry.ts";
import type { Placement } from "../routing/placement.ts";
import { isMadeBesides } from "./duplicate.ts";
import { createDatabase, createRole, createSchema } from "./place-plan.ts";

const quote = pg.escapeIdentifier;

export type PlaceOptions = {
  adminUrl: string;
  /** The login that requests come with: the cluster's, or the dedicated database's own. */
  login: string;
  /** Set where the login belongs to this placement alone. */
  loginPassword?: string;
};

/** Others may be making the same place; after so many rounds something else must be wrong. */
const MAX_ROUNDS = 5;

/**
 * Idempotent: what is there already is left as it is. Safe beside another process that makes the same place:
 * whoever comes second to a part of it looks again, and goes on with the rest. What passes by itself, such as
 * a session on the template, is waited for.
 */
export async function createPlace(placement: Placement, options: PlaceOptions): Promise<void> {
  for (let round = 1; ; round++) {
    try {
      await createMissing(placement, options);
      return;
    } catch (error) {
      const isPassing = shouldRetry(error);
      if (round >= MAX_ROUNDS || !(isPassing || isMadeBesides(error))) throw error;
      if (isPassing) await pauseBeforeRetry(round);
    }
  }
}

async function createMissing(placement: Placement, options: PlaceOptions): Promise<void> {
  const dedicated = placement.kind === "database";
  await withAdmin(options.adminUrl, async (client) => {
    const there = await whatIsThere(client, placement, options.login);
    await createRoles(client, placement, options, there);
    if (dedicated && there.isHalfDropped) await client.query(`DROP DATABASE ${quote(placement.database)}`);
    if (dedicated && !there.database) await client.query(createDatabase(placement.database));
    if (!dedicated && !there.schema) await makeSchema(client, placement.schema);
  });
  if (!dedicated) return;
  await withAdmin(options.adminUrl, (client) => prepareDatabase(client, placement, options.login), {
    database: placement.database,
  });
}

type There = {
  role: boolean;
  login: boolean;
  database: boolean;
  /** A crash in the middle of its drop left it: nobody comes in, and it can only be dropped. */
  isHalfDropped: boolean;
  schema: boolean;
};

async function whatIsThere(client: pg.Client, placement: Placement, login: string): Promise<There> {
  const { rows } = await client.query<There>(
    `SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS role,
            EXISTS (SELECT FROM pg_roles WHERE rolname = $2) AS login,
            EXISTS (SELECT FROM pg_database WHERE datname = $3 AND datconnlimit <> -2) AS database,
            EXISTS (SELECT FROM pg_database WHERE datname = $3 AND datconnlimit = -2) AS "isHalfDropped",
            EXISTS (SELECT FROM pg_namespace WHERE nspname = $4) AS schema`,
    [placement.role, login, placement.database, placement.schema],
  );
  return rows[0] ?? { role: false, login: false, database: false, isHalfDropped: false, schema: false };
}

async function createRoles(
  client: pg.Client,
  placement: Placement,
  { login, loginPassword }: PlaceOptions,
  there: There,
): Promise<void> {
  const statements: string[] = [];
  if (!there.role) statements.push(createRole(placement.role));
  if (loginPassword) {
    const password = pg.escapeLiteral(loginPassword);
    // One that is there has this password already. Set once more it would be stored with other salt, and a
    // pooler that holds the former could not sign in with it any more.
    if (!there.login) statements.push(`CREATE ROLE ${quote(login)} LOGIN NOINHERIT PASSWORD ${password}`);
    statements.push(...dedicatedLoginDefaults(login));
  }
  await pipeline(client, [...statements, await membershipStatement(client, placement.role, login)]);
}

async function prepareDatabase(client: pg.Client, { schema }: Placement, login: string): Promise<void> {
  await prepareDedicated(client, login);
  const { rowCount } = await client.query("SELECT FROM pg_namespace WHERE nspname = $1", [schema]);
  if (!rowCount) await makeSchema(client, schema);
}

const makeSchema = (client: pg.Client, schema: string) =>
  pipeline(client, ["BEGIN", ...createSchema(schema), "COMMIT"]);
