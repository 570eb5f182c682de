/**
 * The admin's way must lead to the server itself. Behind a pooler that lends servers from client to client, a
 * lock or a setting of a session stays with whoever is served next, and holds everybody up.
 */
import pg from "pg";
import { EnvironmentInvalid } from "../env.ts";

const CONNECT_TIMEOUT_MS = 5_000;
/** Two clients that take turns: a pooler gives the second one the server that the first has just left. */
const ROUNDS = 4;

/** By host and port, as many as there are servers. */
const known = new Map<string, Promise<boolean>>();

/** Looks once in a process. Throws EnvironmentInvalid; what cannot be reached is for its user to report. */
export async function requireDirect(url: string): Promise<void> {
  const { host } = new URL(url);
  const asked = known.get(host) ?? isPooled(url);
  known.set(host, asked);
  const pooled = await asked.catch(() => {
    known.delete(host);
    return false;
  });
  if (!pooled) return;
  known.delete(host);
  throw new EnvironmentInvalid(
    `The admin's connection to ${host} goes through a pooler, which lends one server to many clients: locks and settings would stay behind on it. ` +
      "Set DATABASE_ADMIN_URL (for another cluster the variable that its --admin-url-env names) to the PostgreSQL server itself.",
  );
}

/**
 * One query where the server sees the very socket that we hold; else two clients, to see who serves them.
 */
async function isPooled(url: string): Promise<boolean> {
  return withClient(url, async (first) => {
    const { rows } = await first.query<{ port: number | null }>("SELECT inet_client_port() AS port");
    const seen = rows[0]?.port ?? null;
    if (seen !== null && seen === localPort(first)) return false;
    return withClient(url, (second) => shareServer(first, second));
  });
}

const localPort = (client: pg.Client): number | undefined =>
  (client as unknown as { connection: { stream: { localPort?: number } } }).connection.stream.localPort;

/** Both are connected: only a pooler answers them from one process. */
async function shareServer(first: pg.Client, second: pg.Client): Promise<boolean> {
  const pids = { first: new Set<number>(), second: new Set<number>() };
  for (let round = 0; round < ROUNDS; round++) {
    pids.first.add(await pidOf(first));
    pids.second.add(await pidOf(second));
  }
  return pids.first.size > 1 || pids.second.size > 1 || [...pids.first].some((pid) => pids.second.has(pid));
}

async function pidOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  return rows[0]?.pid ?? 0;
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "tenantry:admin",
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
