/**
 * A real PgBouncer in transaction mode in front of a test server: every login, every database, pools of a
 * chosen size.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../embedded/free-port.ts";
import { serverUser } from "../embedded/postgres-user.ts";

export type PgBouncer = { port: number; stop(): Promise<void> };
type Upstream = { port: number; adminUser: string; adminPassword: string };

const PROGRAMS = [
  "/usr/sbin/pgbouncer",
  "/usr/bin/pgbouncer",
  "/usr/local/bin/pgbouncer",
  "/opt/homebrew/bin/pgbouncer",
];
const START_TIMEOUT_MS = 10_000;
/**
 * Every database of every test file has a pool: what it holds goes back to the server once the file is done.
 */
const SERVER_IDLE_S = 2;
/** Between being chosen and being listened on a port may become another program's. */
const MAX_PORTS_TRIED = 5;

/** The program's path; undefined where this machine has none. */
export const findPgBouncer = (): string | undefined => PROGRAMS.find((path) => existsSync(path));

export async function startPgBouncer(upstream: Upstream, poolSize: number): Promise<PgBouncer> {
  for (let tried = 1; ; tried++) {
    const started = await startOn(await freePort(), upstream, poolSize).catch((error: Error) => error);
    if (!(started instanceof Error)) return started;
    if (tried === MAX_PORTS_TRIED) throw started;
  }
}

async function startOn(port: number, upstream: Upstream, poolSize: number): Promise<PgBouncer> {
  const program = findPgBouncer();
  if (!program) throw new Error("PgBouncer is not installed: apt-get install pgbouncer, or its like.");
  const folder = mkdtempSync(join(tmpdir(), "tenantry-pgbouncer-"));
  const user = serverUser();
  const files = {
    "pgbouncer.ini": configuration(folder, port, upstream, poolSize),
    "users.txt": users(upstream),
  };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    if (user) chownSync(join(folder, name), user.uid, user.gid);
  }
  if (user) chownSync(folder, user.uid, user.gid);
  const child = spawn(program, [join(folder, "pgbouncer.ini")], {
    stdio: "ignore",
    ...(user ? { uid: user.uid, gid: user.gid } : {}),
  });
  await untilListening(port, child);
  return {
    port,
    stop: async () => {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGINT");
      setTimeout(() => child.kill("SIGKILL"), 2_000).unref();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Logins are looked up on the server, so that one made a moment ago can come in. */
const configuration = (folder: string, port: number, upstream: Upstream, poolSize: number): string => `
[databases]
* = host=127.0.0.1 port=${upstream.port} auth_user=${upstream.adminUser}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
pidfile = ${join(folder, "pid")}
auth_type = scram-sha-256
auth_file = ${join(folder, "users.txt")}
auth_query = SELECT usename, passwd FROM pg_shadow WHERE usename = $1
pool_mode = transaction
default_pool_size = ${poolSize}
max_client_conn = 500
server_login_retry = 1
server_idle_timeout = ${SERVER_IDLE_S}
log_connections = 0
log_disconnections = 0
`;

const users = ({ adminUser, adminPassword }: Upstream) => `"${adminUser}" "${adminPassword}"\n`;

async function untilListening(port: number, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    if (await answers(port)) return;
    await sleep(50);
  }
  throw new Error(`PgBouncer did not start (exit code ${child.exitCode}).`);
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
