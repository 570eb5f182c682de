/**
 * The PostgreSQL that runs where no DATABASE_URL is set: real, local, in the data folder. Refused in
 * production.
 */
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { dataOf, hasServer, makeRoom, noteOf, type Remembered, recall } from "./data-folder.ts";
import { freePort } from "./free-port.ts";
import { type ServerUser, serverUser } from "./postgres-user.ts";
import { findPrograms, type Outcome, type Programs, run } from "./programs.ts";
import { disownNote } from "./stale-note.ts";

export type EmbeddedPostgres = {
  port: number;
  adminUser: string;
  adminPassword: string;
  /** True where this call started the server: who starts it stops it. */
  started: boolean;
  stop(): Promise<void>;
};

export type EmbeddedOptions = {
  /** The data folder; the server keeps to `<dataDir>/postgres`. */
  dataDir: string;
  /** Speed over safety, for tests: a crash of the machine may lose data. */
  disposable?: boolean;
  onProgress?: (message: string) => void;
  /** Answers a port that is free, the wanted one if it can; default asks the system. */
  choosePort?: (wanted?: number) => Promise<number>;
};

const ADMIN_USER = "postgres";
const MAX_CONNECTIONS = 200;
/**
 * Room for moves of tenants: each takes a slot, a sender, a worker and an origin, for as long as the way back
 * is kept; two more of each while rows are copied.
 */
const MAX_STREAMS = 48;
const START_TIMEOUT_S = 60;
/** Between being chosen and being listened on a port may become another program's. */
const MAX_PORTS_TRIED = 5;

/** Starts the server, making it first if need be; a server that already runs on this folder is reused. */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const home = resolve(options.dataDir, "postgres");
  const data = dataOf(home);
  const programs = await findPrograms();
  const user = serverUser();
  const call = (program: string, args: string[]) => run(program, args, user, [home]);

  if (!hasServer(home)) await create(programs, home, user, call, options.onProgress);
  disownNote(data);
  const remembered = recall(home);
  const status = await call(programs.pg_ctl, ["status", "-D", data]);
  const running = status.code === 0;
  if (!running) options.onProgress?.("Starting PostgreSQL");
  const startOn = (at: number) => call(programs.pg_ctl, startArgs(home, data, at, options.disposable));
  const port = running
    ? runningPort(data)
    : await startSomewhere(home, remembered.port, startOn, options.choosePort ?? freePort);
  writeFileSync(noteOf(home), JSON.stringify({ ...remembered, port }), { mode: 0o600 });
  return {
    port,
    adminUser: ADMIN_USER,
    adminPassword: remembered.adminPassword,
    started: !running,
    stop: async () => {
      await call(programs.pg_ctl, ["stop", "-D", data, "-m", "fast", "-w"]);
    },
  };
}

/**
 * What is known of the server in a data folder, running or not; undefined where there is none yet. Throws
 * EnvironmentInvalid on a part of one.
 */
export function rememberedServer(dataDir: string): (Remembered & { adminUser: string }) | undefined {
  const home = resolve(dataDir, "postgres");
  if (!hasServer(home)) return undefined;
  return { ...recall(home), adminUser: ADMIN_USER };
}

type Call = (program: string, args: string[]) => Promise<Outcome>;

/** Makes the server's files in a folder beside the final one, so that a kill leaves nothing half made. */
async function create(
  programs: Programs,
  home: string,
  user: ServerUser | undefined,
  call: Call,
  onProgress?: (message: string) => void,
): Promise<void> {
  onProgress?.("Creating the database server");
  const making = join(home, "making");
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  const adminPassword = randomBytes(24).toString("hex");
  const passwordFile = join(home, "password");
  writeFileSync(passwordFile, adminPassword, { mode: 0o600 });
  if (user) for (const path of [home, making, passwordFile]) chownSync(path, user.uid, user.gid);
  const made = await call(programs.initdb, initdbArgs(making, passwordFile));
  rmSync(passwordFile, { force: true });
  if (made.code !== 0) throw new Error(`The database server could not be created:\n${made.output}`);
  writeFileSync(noteOf(home), JSON.stringify({ port: 0, adminPassword }), { mode: 0o600 });
  makeRoom(home);
  renameSync(making, dataOf(home));
}

const initdbArgs = (folder: string, passwordFile: string) => [
  "-D",
  folder,
  "-U",
  ADMIN_USER,
  `--pwfile=${passwordFile}`,
  "--auth=scram-sha-256",
  "--encoding=UTF8",
  "--locale-provider=builtin",
  "--builtin-locale=C.UTF-8",
];

function startArgs(home: string, data: string, port: number, disposable = false): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "''",
    wal_level: "logical",
    max_connections: MAX_CONNECTIONS,
    max_locks_per_transaction: 256,
    max_replication_slots: MAX_STREAMS,
    max_wal_senders: MAX_STREAMS,
    max_active_replication_origins: MAX_STREAMS,
    max_logical_replication_workers: MAX_STREAMS,
    max_worker_processes: MAX_STREAMS + 8,
    ...(disposable ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" } : {}),
  };
  const flags = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  const log = join(home, "server.log");
  const server = `-p ${port} ${flags.join(" ")}`;
  return ["start", "-D", data, "-w", "-t", String(START_TIMEOUT_S), "-l", log, "-o", server];
}

/** Answers the port. */
async function startSomewhere(
  home: string,
  wanted: number,
  startOn: (port: number) => Promise<Outcome>,
  choosePort: (wanted?: number) => Promise<number>,
): Promise<number> {
  for (let tried = 1; ; tried++) {
    const port = await choosePort(tried === 1 ? wanted : undefined);
    const started = await startOn(port);
    if (started.code === 0) return port;
    const failure = startFailure(home, started.output);
    if (tried === MAX_PORTS_TRIED || !failure.includes("could not bind")) throw new Error(failure);
  }
}

/** The fourth line of postmaster.pid is the port. */
const runningPort = (data: string) =>
  Number(readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[3]);

function startFailure(home: string, output: string): string {
  const log = join(home, "server.log");
  const tail = existsSync(log) ? readFileSync(log, "utf8").split("\n").slice(-12).join("\n") : "";
  return `PostgreSQL did not start (its log: ${log}).\n${output}\n${tail}`;
}
