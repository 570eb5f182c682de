/** What every server and database needs once, before a tenant may live there. Idempotent. */
import pg from "pg";
import { pipeline, withAdmin } from "./admin.ts";
import { requireRights } from "./admin-rights.ts";
import { attempt } from "./attempt.ts";
import { keepServer, keepTo } from "./connect-rights.ts";
import { makeExtensionsSchema } from "./extensions.ts";
import { hardenDatabase } from "./hardening.ts";

const quote = pg.escapeIdentifier;

/** `others`: logins besides the app's that work in the cluster's shared database. */
export type Logins = { appLogin: string; others?: string[] };

/** The user name in a connection URL. */
export const loginOf = (url: string): string => decodeURIComponent(new URL(url).username);

/** How long a statement of a request may take. */
const LOGIN_STATEMENT_TIMEOUT_MS = 10_000;
/** How long a transaction of a request may sit between statements. */
const LOGIN_IDLE_IN_TRANSACTION_MS = 15_000;

const searchPathOf = (login: string) => `ALTER ROLE ${quote(login)} SET search_path = "$user", extensions`;

/**
 * What each login that serves requests is made with: its path is the role that it assumes, and nothing lasts
 * forever.
 */
const loginDefaults = (login: string): string[] => [
  searchPathOf(login),
  `ALTER ROLE ${quote(login)} SET statement_timeout = ${LOGIN_STATEMENT_TIMEOUT_MS}`,
  `ALTER ROLE ${quote(login)} SET idle_in_transaction_session_timeout = ${LOGIN_IDLE_IN_TRANSACTION_MS}`,
];

/**
 * Connections that the login of a dedicated database may have at one time, over all processes and poolers:
 * one customer's does not take the server's from the others. @internal
 */
export const DEDICATED_MAX_CONNECTIONS = 60;

/** The same for the login of one dedicated database. */
export const dedicatedLoginDefaults = (login: string): string[] => [
  ...loginDefaults(login),
  `ALTER ROLE ${quote(login)} CONNECTION LIMIT ${DEDICATED_MAX_CONNECTIONS}`,
];

/** One process at a time: two that change the rights on one object collide. Until the connection ends. */
const ALONE = "SELECT pg_advisory_lock(hashtextextended('tenantry:prepare', 0))";

/**
 * Prepares a cluster: the app's login takes its `search_path` from the role it assumes and inherits no
 * rights, and nobody else comes into the database. What the admin may not do on this server (hardening needs
 * a superuser) is left, and `doctor` reports it.
 */
export async function prepareCluster(adminUrl: string, { appLogin, others = [] }: Logins): Promise<void> {
  await withAdmin(adminUrl, async (client) => {
    await requireRights(client, { appLogin });
    const login = quote(appLogin);
    const admin = loginOf(adminUrl);
    await client.query(ALONE);
    // A login that is the admin's as well keeps what migrations need; doctor reports what that costs.
    const isOwn = admin !== appLogin;
    await pipeline(client, isOwn ? loginDefaults(appLogin) : [searchPathOf(appLogin)]);
    if (isOwn) await attempt(client, [`ALTER ROLE ${login} NOINHERIT`]);
    await makeExtensionsSchema(client);
    await hardenDatabase(client);
    await keepServer(client, await databaseOf(client), { admin, others: [appLogin, ...others] });
  });
}

/**
 * The same for a database that belongs to one tenant: its login comes in, and no other. `client` is connected
 * to it.
 */
export async function prepareDedicated(client: pg.Client, login: string): Promise<void> {
  await client.query(ALONE);
  await keepTo(client, await databaseOf(client), [login]);
  await makeExtensionsSchema(client);
  await hardenDatabase(client);
}

async function databaseOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ name: string }>("SELECT current_database() AS name");
  return rows[0]?.name ?? "";
}
