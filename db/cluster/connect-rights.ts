/** Who comes into which database of a server: each login into its own, and into no other. */
import pg from "pg";
import { attempt } from "./attempt.ts";

const quote = pg.escapeIdentifier;

/** Whoever watches the server: roles of this kind see its state, and nobody's rows. */
const WATCHERS = "pg_monitor";
/** Every server has them, and no tenant of ours has business there. */
export const MAINTENANCE_DATABASES = ["postgres", "template1"];

/** PUBLIC may connect to it, or make temporary tables there. */
const IS_OPEN = `(has_database_privilege('public', d.oid, 'CONNECT') OR has_database_privilege('public', d.oid, 'TEMP'))`;
const IS_OURS = `pg_has_role(d.datdba, 'USAGE')`;

/**
 * From now on these logins come into the database, and its owner, and nobody else. Left where another owns
 * it.
 */
export async function keepTo(client: pg.Client, database: string, logins: string[]): Promise<void> {
  const { rows } = await client.query<{ open: boolean; missing: string[] }>(
    `SELECT ${IS_OPEN} AS open, ARRAY(SELECT login FROM unnest($2::text[]) login
       WHERE NOT has_database_privilege(login, d.oid, 'CONNECT')
         OR has_database_privilege('public', d.oid, 'CONNECT')) AS missing
     FROM pg_database d WHERE d.datname = $1 AND ${IS_OURS}`,
    [database, logins],
  );
  const { open, missing } = rows[0] ?? { open: false, missing: [] };
  // First let in who belongs there, then shut the door: nobody who serves is locked out for a moment.
  const grant = `GRANT CONNECT ON DATABASE ${quote(database)} TO ${missing.map(quote).join(", ")}`;
  if (missing.length > 0) await attempt(client, [grant]);
  if (open) await attempt(client, [`REVOKE CONNECT, TEMP ON DATABASE ${quote(database)} FROM PUBLIC`]);
}

/** The database that a cluster's tenants share, and those that every server has. */
export async function keepServer(
  client: pg.Client,
  shared: string,
  logins: { admin: string; others: string[] },
): Promise<void> {
  await keepTo(client, shared, [...logins.others, logins.admin, WATCHERS]);
  for (const database of MAINTENANCE_DATABASES.filter((name) => name !== shared)) {
    await keepTo(client, database, [logins.admin, WATCHERS]);
  }
}
