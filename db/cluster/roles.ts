/** Roles of a server, made so that a second call changes nothing. */
import pg from "pg";

const DUPLICATE_OBJECT = "42710";
const UNIQUE_VIOLATION = "23505";
const FIRST_WITH_SET_OPTION = 160000;

/** Makes a role without login, unless it is there. */
export async function ensureRole(client: pg.Client, role: string): Promise<void> {
  const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [role]);
  if (rowCount) return;
  try {
    await client.query(`CREATE ROLE ${pg.escapeIdentifier(role)} NOLOGIN NOINHERIT`);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code !== DUPLICATE_OBJECT && code !== UNIQUE_VIOLATION) throw error;
  }
}

/** Lets `login` take `role` for a transaction, and inherit nothing of it. */
export async function grantMembership(client: pg.Client, role: string, login: string): Promise<void> {
  await client.query(await membershipStatement(client, role, login));
}

/** The statement of `grantMembership` for one role or many, for use in a flight. */
export async function membershipStatement(
  client: pg.Client,
  role: string | string[],
  login: string,
): Promise<string> {
  const options = (await hasSetOption(client)) ? " WITH INHERIT FALSE, SET TRUE" : "";
  const roles = [role].flat().map((name) => pg.escapeIdentifier(name));
  return `GRANT ${roles.join(", ")} TO ${pg.escapeIdentifier(login)}${options}`;
}

/** By server, as its host and port; as many as there are clusters. */
const known = new Map<string, boolean>();

/** From PostgreSQL 16 on a membership says by itself whether rights are inherited. */
async function hasSetOption(client: pg.Client): Promise<boolean> {
  const server = `${client.host}:${client.port}`;
  const answer = known.get(server);
  if (answer !== undefined) return answer;
  const { rows } = await client.query<{ version: number }>(
    "SELECT current_setting('server_version_num')::int AS version",
  );
  const has = (rows[0]?.version ?? 0) >= FIRST_WITH_SET_OPTION;
  known.set(server, has);
  return has;
}
