/** Servers for the browser tests: the built product, each on a port and a data folder of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../db/embedded/free-port.ts";

const ROOT = join(import.meta.dirname, "..");

export type ServerOptions = { port: number; dataDir: string; variables?: Record<string, string> };

/** Playwright's processes and the server learn it from the first of them: two checkouts never meet. */
process.env.E2E_PORT ??= String(await freePort());
/** Where a test's own name server listens, if it starts one. */
process.env.E2E_DNS_PORT ??= String(await freePort());
const port = Number(process.env.E2E_PORT);

export const E2E = {
  port,
  dnsPort: Number(process.env.E2E_DNS_PORT),
  dataDir: join(ROOT, ".data", "e2e"),
  /** Where the archives are kept that this server takes. */
  archives: join(ROOT, ".data", "e2e", "archives"),
  host: `app.localhost:${port}`,
  baseUrl: `http://app.localhost:${port}`,
};

export const environment = ({ port, dataDir, variables }: ServerOptions): NodeJS.ProcessEnv => ({
  ...process.env,
  PORT: String(port),
  BASE_URL: `http://app.localhost:${port}`,
  DATA_DIR: dataDir,
  LOG_LEVEL: "warn",
  // All browsers of a run have one address.
  RATE_LIMIT_FACTOR: "1000",
  // Nothing happens by the clock: a test that wants it says so.
  SCHEDULE: "off",
  SUPPORT_EMAIL: "help@tenantry.example",
  DNS_SERVERS: `127.0.0.1:${process.env.E2E_DNS_PORT}`,
  ...variables,
});

export type RunningServer = {
  baseUrl: string;
  process: ChildProcess;
  /** Everything it printed so far. */
  output(): string;
  stop(signal?: NodeJS.Signals): Promise<number | null>;
};

/** Starts the product as `npm start` does after its checks, and answers once it is up. */
export async function startServer(options: ServerOptions & { fresh?: boolean }): Promise<RunningServer> {
  if (options.fresh) rmSync(options.dataDir, { recursive: true, force: true });
  const child = spawn(process.execPath, ["server.ts"], {
    cwd: ROOT,
    env: environment(options),
    stdio: "pipe",
  });
  let printed = "";
  const collect = (chunk: Buffer) => {
    printed += chunk.toString();
  };
  child.stdout.on("data", collect);
  child.stderr.on("data", collect);
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", () => printed.includes("is up at") && resolve());
    child.once("exit", (code) => reject(new Error(`The server ended with ${code}:\n${printed}`)));
  });
  return {
    baseUrl: `http://app.localhost:${options.port}`,
    process: child,
    output: () => printed,
    stop: async (signal = "SIGTERM") => {
      if (child.exitCode !== null) return child.exitCode;
      child.kill(signal);
      await once(child, "exit");
      return child.exitCode;
    },
  };
}
