/**
 * Advisory locks of the admin's. Each is held by one open transaction on a connection of its own, so that it
 * ends with either, and never stays behind on a connection that others use next.
 */
import pg from "pg";
import { withAdmin } from "./admin.ts";

/** The key of a lock by its name, as SQL. */
export const lockKey = (name: string): string =>
  `hashtextextended(${pg.escapeLiteral(`tenantry:${name}`)}, 0)`;

/** Reads nothing, so it keeps nothing from being vacuumed, however long it lasts. */
const OPEN = "BEGIN READ ONLY; SET LOCAL idle_in_transaction_session_timeout = 0";

/** Waits for the lock, and runs `work` while it is held. In the URL's database: each has locks of its own. */
export function underLock<T>(
  url: string,
  name: string,
  work: () => Promise<T>,
  options: { database?: string } = {},
): Promise<T> {
  return withAdmin(
    url,
    async (client) => {
      await client.query(`${OPEN}; SELECT pg_advisory_xact_lock(${lockKey(name)})`);
      return work();
    },
    options,
  );
}

/** The same without waiting: where another holds it, `otherwise` says what becomes of that. */
export function tryUnderLock<T>(
  url: string,
  name: string,
  work: () => Promise<T>,
  otherwise: (client: pg.Client) => Promise<T>,
  options: { applicationName?: string } = {},
): Promise<T> {
  return withAdmin(
    url,
    async (client) => {
      await client.query(OPEN);
      const { rows } = await client.query<{ locked: boolean }>(
        `SELECT pg_try_advisory_xact_lock(${lockKey(name)}) AS locked`,
      );
      return rows[0]?.locked ? work() : otherwise(client);
    },
    options,
  );
}
