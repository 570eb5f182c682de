/** What every server and database needs once, before a tenant may live there. Idempotent. */
import pg from "pg";
import { pipeline, withAdmin } from "./admin.ts";

const quote = pg.escapeIdentifier;

export type Logins = { appLogin: string };

/** The user name in a connection URL. */
export const loginOf = (url: string): string => decodeURIComponent(new URL(url).username);

/** How long a statement of a request may take. */
export const LOGIN_STATEMENT_TIMEOUT_MS = 10_000;
/** How long a transaction of a request may sit between statements. */
export const LOGIN_IDLE_IN_TRANSACTION_MS = 15_000;

const searchPathOf = (login: string) => `ALTER ROLE ${quote(login)} SET search_path = "$user", extensions`;

/** What each login that serves requests is made with: its path is the role that it assumes, and nothing lasts forever. */
export const loginDefaults = (login: string): string[] => [
  searchPathOf(login),
  `ALTER ROLE ${quote(login)} SET statement_timeout = ${LOGIN_STATEMENT_TIMEOUT_MS}`,
  `ALTER ROLE ${quote(login)} SET idle_in_transaction_session_timeout = ${LOGIN_IDLE_IN_TRANSACTION_MS}`,
];

/**
 * Prepares a cluster: the app's login takes its `search_path` from the role it assumes and inherits no rights.
 * What the admin may not do on this server (hardening needs a superuser) is left, and `doctor` reports it.
 */
export async function prepareCluster(adminUrl: string, { appLogin }: Logins): Promise<void> {
  await withAdmin(adminUrl, async (client) => {
    const login = quote(appLogin);
    // A login that is the admin's as well keeps what migrations need; doctor reports what that costs.
    const isOwn = loginOf(adminUrl) !== appLogin;
    await pipeline(client, isOwn ? loginDefaults(appLogin) : [searchPathOf(appLogin)]);
    if (isOwn) await attempt(client, [`ALTER ROLE ${login} NOINHERIT`]);
    await hardenDatabase(client);
  });
}

/** Closes, in one database, the ways by which an expression could become another role, and the public schema. */
export async function hardenDatabase(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>("SELECT current_database() AS name");
  const database = quote(rows[0]?.name ?? "");
  await attempt(client, [
    "REVOKE EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) FROM PUBLIC",
  ]);
  await attempt(client, ["REVOKE UPDATE ON pg_catalog.pg_settings FROM PUBLIC"]);
  await attempt(client, ["REVOKE ALL ON SCHEMA public FROM PUBLIC"]);
  await attempt(client, [`REVOKE TEMP ON DATABASE ${database} FROM PUBLIC`]);
}

const INSUFFICIENT_PRIVILEGE = "42501";

async function attempt(client: pg.Client, statements: string[]): Promise<void> {
  try {
    await pipeline(client, statements);
  } catch (error) {
    if ((error as { code?: string }).code !== INSUFFICIENT_PRIVILEGE) throw error;
  }
}
