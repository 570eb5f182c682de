/**
 * What an expression could reach beyond its role's schema, and does not: functions that everybody may call by
 * default and that change, signal or hold something outside the transaction. Each database has its own list
 * of who may.
 */
import pg from "pg";
import { attempt } from "./attempt.ts";

/** A way out for whoever can place an expression into a query, and what the catalog calls its functions. */
const WAYS = [
  { way: "another role, other settings", functions: "^(set_config|setseed)$" },
  { way: "messages to other sessions", functions: "^pg_notify$" },
  { way: "advisory locks, which hold up others", functions: "^pg_(try_)?advisory_" },
  { way: "large objects, which belong to no schema", functions: "^(lo_.*|loread|lowrite)$" },
  { way: "the log that replicas and subscribers read", functions: "^pg_logical_emit_message$" },
  { way: "other sessions' end", functions: "^pg_(cancel|terminate)_backend$" },
  { way: "snapshots that are handed out", functions: "^pg_export_snapshot$" },
];
const PATTERN = WAYS.map(({ functions }) => functions).join("|");

/** The ones that the control plane's transactions need. */
export const CONTROL_FUNCTIONS = ["pg_notify(text, text)", "pg_advisory_xact_lock(bigint)"];
/** The one that the job queue needs. */
export const QUEUE_FUNCTIONS = ["pg_notify(text, text)"];

const OPEN_FUNCTIONS = `
SELECT p.oid::regprocedure::text AS signature, p.proname AS name FROM pg_proc p
WHERE p.pronamespace = 'pg_catalog'::regnamespace AND p.proname ~ '${PATTERN}'
  AND has_function_privilege('public', p.oid, 'EXECUTE') ORDER BY 1`;

type OpenFunction = { signature: string; name: string };

const openFunctions = async (client: pg.Client): Promise<OpenFunction[]> =>
  (await client.query<OpenFunction>(OPEN_FUNCTIONS)).rows;

const OPEN_SETTINGS = `
SELECT has_table_privilege('public', 'pg_catalog.pg_settings', 'UPDATE') AS settings,
  has_database_privilege('public', current_database(), 'TEMP') AS temp`;

/** The ways out that are open in this client's database, in words; none where it is hardened. */
export async function openWays(client: pg.Client): Promise<string[]> {
  const open = await openFunctions(client);
  const { rows } = await client.query<{ settings: boolean; temp: boolean }>(OPEN_SETTINGS);
  const ways = WAYS.filter(({ functions }) => open.some(({ name }) => new RegExp(functions).test(name)));
  return [
    ...ways.map(({ way }) => way),
    ...(rows[0]?.settings ? ["pg_settings"] : []),
    ...(rows[0]?.temp ? ["temporary tables"] : []),
  ];
}

/**
 * Closes them, and the public schema, in this client's database. The database's owner keeps what migrations
 * need. What takes a superuser is left by others, and `doctor` reports it.
 */
export async function hardenDatabase(client: pg.Client): Promise<void> {
  const functions = (await openFunctions(client)).map(({ signature }) => signature).join(", ");
  if (functions) {
    await attempt(client, [`GRANT EXECUTE ON FUNCTION ${functions} TO pg_database_owner`]);
    await attempt(client, [`REVOKE EXECUTE ON FUNCTION ${functions} FROM PUBLIC`]);
  }
  await attempt(client, ["REVOKE UPDATE ON pg_catalog.pg_settings FROM PUBLIC"]);
  await attempt(client, ["REVOKE ALL ON SCHEMA public FROM PUBLIC"]);
}

/** Lets one role call some of them in this client's database. */
export const allowFunctions = (client: pg.Client, functions: string[], role: string): Promise<void> =>
  attempt(client, [
    `GRANT EXECUTE ON FUNCTION ${functions.map((name) => `pg_catalog.${name}`).join(", ")} TO ${pg.escapeIdentifier(role)}`,
  ]);
