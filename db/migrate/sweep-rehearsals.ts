/** Takes away what rehearsals that were killed left on a server. */
import pg from "pg";
import { pipeline } from "../cluster/admin.ts";
import { lockKey } from "../cluster/lock.ts";

const NAME = "^rehearsal_[0-9a-f]{16}$";
/** A sweep holds nothing up: the next one takes what this one leaves. */
const MOST_AT_ONCE = 100;

/** Schemas of this client's database and roles of its server; none that a rehearsal under way has locked. */
export async function sweepRehearsals(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT nspname AS name FROM pg_namespace WHERE nspname ~ '${NAME}'
     UNION SELECT rolname FROM pg_roles WHERE rolname ~ '${NAME}' LIMIT ${MOST_AT_ONCE}`,
  );
  for (const { name } of rows) await sweep(client, name);
}

/** What another database still needs, or another login made, stays. */
async function sweep(client: pg.Client, name: string): Promise<void> {
  const quoted = pg.escapeIdentifier(name);
  try {
    await client.query("BEGIN; SET LOCAL lock_timeout = 1000");
    const { rows } = await client.query<{ unused: boolean }>(
      `SELECT pg_try_advisory_xact_lock(${lockKey(name)}) AS unused`,
    );
    if (!rows[0]?.unused) return;
    await pipeline(client, [
      `DROP SCHEMA IF EXISTS ${quoted} CASCADE`,
      "SAVEPOINT role",
      `DROP ROLE IF EXISTS ${quoted}`,
    ]).catch(() => client.query("ROLLBACK TO SAVEPOINT role"));
    await client.query("COMMIT");
  } catch {
    // Another run's sweep was faster, or it is not ours.
  } finally {
    await client.query("ROLLBACK").catch(() => {});
  }
}
