/**
 * Which workers live. A job that is under way carries the name of its worker, and for one that was killed the
 * queue would wait for hours. Each worker holds an advisory lock, in a session that ends with it, and gives
 * back what is locked in the name of workers without one.
 */
import pg from "pg";
import { type Connection, openConnection } from "./routing/connection.ts";

/** Each process looks so often for workers that are gone. */
const LOOK_EVERY_MS = 30_000;
/** A session that was lost is opened again after this time, long before anybody looks twice. */
const REOPEN_MS = 1_000;
const CONNECT_TIMEOUT_MS = 10_000;

export type Presence = {
  /** From now on this worker, of this process, is known to live. */
  add(workerId: string): void;
  /** It has ended: what it has locked still is given back as if it had been killed. */
  remove(workerId: string): void;
  /** Answers the workers whose jobs were given back: they were gone now, and when this looked last. */
  look(): Promise<string[]>;
  stop(): void;
};

type Session = Connection & { held: Set<string> };
type Queue = {
  /** Only the admin may take advisory locks. */
  adminUrl: string;
  /** The role that the queue belongs to. */
  role: string;
};
type Options = { log(level: "warn" | "error", message: string): void; lookEveryMs?: number };

export function keepPresence(queue: Queue, { log, lookEveryMs = LOOK_EVERY_MS }: Options): Presence {
  const own = new Set<string>();
  let goneBefore: string[] = [];
  let session: Session | undefined;
  let turn: Promise<unknown> = Promise.resolve();
  let isStopped = false;

  /** One thing at a time: there is one session, and it changes its role. */
  const inTurn = <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => {
    const next = turn.then(async () => {
      session = session?.isUsable() ? session : await openSession(queue.adminUrl, reopen);
      await takeLocks(session, [...own]);
      return work(session.client);
    });
    turn = next.catch(() => {});
    return next;
  };
  /** Again and again until it is there; each look says why it is not. */
  const keep = () => {
    if (!isStopped) inTurn(async () => {}).catch(reopen);
  };
  const reopen = () => void setTimeout(keep, REOPEN_MS).unref();

  const look = (): Promise<string[]> =>
    inTurn(async (client) => {
      const gone = await listGone(client, queue.role, [...own]);
      const lost = gone.filter((id) => goneBefore.includes(id));
      goneBefore = gone;
      if (lost.length === 0) return [];
      await giveBack(client, queue.role, lost);
      log("warn", `The jobs of workers that are gone are given back: ${lost.join(", ")}`);
      return lost;
    });
  const lookNow = () => {
    look().catch((error: Error) => log("error", `Nobody looked for lost workers: ${error.message}`));
  };
  const timer = setInterval(lookNow, lookEveryMs).unref();
  lookNow();

  return {
    add: (workerId) => {
      own.add(workerId);
      keep();
    },
    remove: (workerId) => {
      own.delete(workerId);
      // A session that was lost has let go of it already.
      inTurn(async (client) => {
        if (session?.held.delete(workerId)) await client.query(RELEASE, [workerId]);
      }).catch(() => {});
    },
    look,
    stop: () => {
      isStopped = true;
      clearInterval(timer);
      void turn.then(() => session?.end());
    },
  };
}

async function openSession(url: string, onLost: () => void): Promise<Session> {
  const opened = await openConnection(url, "tenantry:workers", { connectTimeoutMs: CONNECT_TIMEOUT_MS });
  opened.client.once("end", onLost);
  return { ...opened, held: new Set() };
}

/** Those that a former session of this process holds still are taken when it has ended. */
async function takeLocks({ client, held }: Session, own: string[]): Promise<void> {
  const missing = own.filter((id) => !held.has(id));
  if (missing.length === 0) return;
  const { rows } = await client.query<{ id: string }>(TAKE, [missing]);
  for (const { id } of rows) held.add(id);
}

async function listGone(client: pg.Client, role: string, own: string[]): Promise<string[]> {
  const { rows } = await asRole(client, role, () => client.query<{ id: string }>(GONE, [own]));
  return rows.map(({ id }) => id);
}

const giveBack = (client: pg.Client, role: string, lost: string[]) =>
  asRole(client, role, () => client.query("SELECT graphile_worker.force_unlock_workers($1::text[])", [lost]));

async function asRole<T>(client: pg.Client, role: string, work: () => Promise<T>): Promise<T> {
  await client.query(`BEGIN; SET LOCAL ROLE ${pg.escapeIdentifier(role)}`);
  try {
    return await work();
  } finally {
    await client.query("COMMIT");
  }
}

const KEY = "hashtextextended('tenantry:worker ' || id, 0)";

const TAKE = `SELECT id FROM unnest($1::text[]) AS id WHERE pg_try_advisory_lock(${KEY})`;

const RELEASE = `SELECT pg_advisory_unlock(${KEY}) FROM (SELECT $1::text AS id) AS one`;

/** Workers of other processes that have something locked, and hold no lock of their own. */
const GONE = `
  SELECT id FROM (
    SELECT locked_by AS id FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL
    UNION SELECT locked_by FROM graphile_worker._private_job_queues WHERE locked_by IS NOT NULL
  ) AS at_work
  WHERE id <> ALL ($1::text[]) AND NOT EXISTS (
    SELECT FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 1 AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND (classid::bigint << 32 | objid::bigint) = ${KEY}
  )`;
