/**
 * A mover that was killed may have left a statement which is still to happen, long after another has taken
 * over: a database that is made after it was to be dropped, rights that come back.
 */
import { withAdmin } from "../cluster/admin.ts";
import { isConnectionError } from "../routing/sql-errors.ts";
import { moverOf, type Side } from "./side.ts";

/** How long one waits for the end of each. */
const MS_TO_END = 10_000;

/** Connections of movers of the tenant, and others that make or drop a place of it at this moment. */
const END = `SELECT pg_terminate_backend(pid, $3) AS ended FROM pg_stat_activity
  WHERE application_name = $1
     OR (application_name = 'tenantry:admin' AND state = 'active' AND pid <> pg_backend_pid()
         AND query LIKE '%' || $2 || '%' AND query ~* '^\\s*(CREATE|DROP|ALTER|GRANT|REVOKE) ')`;

/**
 * On a server, by its admin's address: nothing happens there any more that an earlier mover of the tenant has
 * begun. Whoever calls has hold of the tenant. Where the server does not answer nothing happens either.
 */
export async function endEarlierMovers(adminUrl: string, { place }: Pick<Side, "place">): Promise<void> {
  try {
    await withAdmin(adminUrl, (client) => client.query(END, [moverOf({ place }), place.schema, MS_TO_END]));
  } catch (error) {
    if (!isConnectionError(error)) throw error;
  }
}
