/**
 * The end of a role. One that owns anything, in whichever database of its server, could not be dropped: that
 * goes first.
 */
import pg from "pg";
import { withAdmin } from "../cluster/admin.ts";
import { TENANT_IDENTIFIER, TENANT_LOGIN } from "../routing/placement.ts";

const quote = pg.escapeIdentifier;
const IS_LOGIN = new RegExp(TENANT_LOGIN);

/** Idempotent. `client` and `adminUrl` lead to the same server. Throws on a role that is no tenant's. */
export async function dropTenantRole(client: pg.Client, adminUrl: string, role: string): Promise<void> {
  if (!TENANT_IDENTIFIER.test(role) && !IS_LOGIN.test(role)) throw new TypeError("Not a tenant's role.");
  const databases = await databasesWith(client, role);
  if (databases.length > 0) await takeRights(client, role);
  for (const database of databases) {
    await withAdmin(adminUrl, (there) => there.query(`DROP OWNED BY ${quote(role)} CASCADE`), { database });
  }
  await client.query(`DROP ROLE IF EXISTS ${quote(role)}`);
}

/**
 * Databases in which something belongs to the role, or it was given a right; this one where the right is the
 * server's.
 */
async function databasesWith(client: pg.Client, role: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT d.datname AS name FROM pg_shdepend s
       JOIN pg_roles r ON r.oid = s.refobjid AND s.refclassid = 'pg_authid'::regclass
       JOIN pg_database d ON d.oid = s.dbid OR (s.dbid = 0 AND d.datname = current_database())
     WHERE r.rolname = $1`,
    [role],
  );
  return rows.map(({ name }) => name);
}

/**
 * An admin who is no superuser may drop what belongs to roles, and end sessions of roles, that it is a member
 * of.
 */
export async function takeRights(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ lacks: boolean }>(
    "SELECT NOT pg_has_role(oid, 'USAGE') AS lacks FROM pg_roles WHERE rolname = $1",
    [role],
  );
  if (rows[0]?.lacks) await client.query(`GRANT ${quote(role)} TO CURRENT_USER`);
}

/** Every login that a tenant's dedicated database has, and what a rotation that was killed has left. */
export async function listLogins(client: pg.Client, role: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "SELECT rolname AS name FROM pg_roles WHERE substring(rolname FROM $1) = $2 ORDER BY 1",
    [TENANT_LOGIN, role],
  );
  return rows.map(({ name }) => name);
}
