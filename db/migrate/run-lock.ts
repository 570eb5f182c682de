/** One fan-out at a time. The lock goes with the connection, so a killed run holds nothing. */
import type pg from "pg";
import { lockKey, tryUnderLock } from "../cluster/lock.ts";
import { MigrationRunInProgress } from "../errors.ts";

const LOCK = "migrate-run";
/** Longest name that PostgreSQL keeps. */
const MAX_NAME_LENGTH = 63;

/** Runs `work` under the lock. Throws MigrationRunInProgress, which says who holds it and since when. */
export function withRunLock<T>(adminUrl: string, startedBy: string, work: () => Promise<T>): Promise<T> {
  const name = `tenantry:migrate ${startedBy}`.slice(0, MAX_NAME_LENGTH);
  const refuse = async (client: pg.Client) => {
    throw new MigrationRunInProgress(await holderOf(client));
  };
  return tryUnderLock(adminUrl, LOCK, work, refuse, { applicationName: name });
}

type Holder = { pid: number; name: string; address: string | null; since: Date };

async function holderOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<Holder>(
    `SELECT a.pid, a.application_name AS name, host(a.client_addr) AS address, a.backend_start AS since
     FROM pg_locks l JOIN pg_stat_activity a USING (pid)
     WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
       AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
       AND ((l.classid::bigint << 32) | l.objid::bigint) = ${lockKey(LOCK)}`,
  );
  const [holder] = rows;
  if (!holder) return "by a run that is just ending";
  const { pid, name, address, since } = holder;
  const from = address ? ` from ${address}` : "";
  return `by ${name.replace(/^tenantry:migrate /, "")}${from} (PostgreSQL process ${pid}) since ${since.toISOString()}`;
}
