/**
 * The product on two database servers, of which each part can be killed: for moves whose members write over
 * HTTP.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { addCluster } from "../db/cluster/add.ts";
import { SYSTEM } from "../db/control/audit-log.ts";
import type { ClusterUrls } from "../db/control/clusters.ts";
import type { MovePhase } from "../db/control/move-phases.ts";
import { type DataTier, openDataTier } from "../db/data-tier.ts";
import { startEmbeddedPostgres } from "../db/embedded/embedded-postgres.ts";
import { freePort } from "../db/embedded/free-port.ts";
import { embeddedUrls } from "../db/embedded/runtime.ts";
import { startSecondServer } from "../db/testing/second-server.ts";
import { type RunningServer, startServer } from "./server.ts";

const KEY = "moves-secrets-key-moves-secrets-key-00";

/** Who is killed with kill -9: the process that moves, the one that serves, or a database server. */
export const VICTIMS = ["mover", "app", "main", "second"] as const;
type Victim = (typeof VICTIMS)[number];

export type Kill = {
  victim: Victim;
  /** Once the mover says that it is in this phase, and so long after that. */
  phase: MovePhase;
  afterMs: number;
  /** How long it stays away. */
  downMs: number;
};

export type MoveStage = {
  port: number;
  urls: ClusterUrls & { second: string };
  tier: DataTier;
  /** Runs the mover once, with somebody killed; whoever was killed is there again afterwards. */
  moveOn(tenantId: string, kill?: Kill): Promise<void>;
  close(): Promise<void>;
};

/** Where many are tried: what happened before one of them failed. */
const isTold = process.env.TEST_MOVES_RUNS !== undefined;
export const say = (what: string): void => {
  if (isTold) console.log(new Date().toISOString(), what);
};

export async function openMoveStage(): Promise<MoveStage> {
  const dataDir = mkdtempSync(join(tmpdir(), "tenantry-moves-"));
  const port = await freePort();
  // A server that is killed loses nothing that it has answered for: neither of them is disposable.
  const second = await startSecondServer({ disposable: false });
  const variables = {
    SECRETS_KEY: KEY,
    SESSION_SECRET: KEY,
    SECOND_URL: second.url,
    SECOND_ADMIN_URL: second.adminUrl,
    // Killed servers are spoken of; what is asked here is what members see.
    LOG_LEVEL: "silent",
  };
  let isStruck = false;
  const start = async (fresh = false): Promise<RunningServer> => {
    const started = await startServer({ port, dataDir, variables, fresh });
    isStruck = false;
    // Whoever waits for it would wait for ever: the test ends here.
    started.process.once("exit", (code) => {
      if (!isStruck) throw new Error(`The app ended by itself with ${code}:\n${started.output()}`);
    });
    return started;
  };
  const strikeApp = () => {
    isStruck = true;
    return app.stop("SIGKILL");
  };
  let app = await start(true);
  const urls = embeddedUrls(dataDir);
  if (!urls) throw new Error("The product has no database.");
  const tier = await openDataTier({
    urls,
    secretsKey: KEY,
    readSecret: (name) => new Map(Object.entries(variables)).get(name),
  });
  const cluster = { name: "second", urlEnv: "SECOND_URL", adminUrlEnv: "SECOND_ADMIN_URL", region: "eu" };
  await addCluster(tier, { ...cluster, maxTenants: 1_000, maxTables: 100_000 }, { actor: SYSTEM });
  const strike: Record<Victim, (mover: ChildProcess) => unknown> = {
    mover: (mover) => void mover.kill("SIGKILL"),
    app: strikeApp,
    main: () => killServer(dataDir),
    second: () => killServer(second.dataDir),
  };
  const revive: Record<Victim, () => Promise<unknown>> = {
    mover: async () => {},
    app: async () => {
      app = await start();
    },
    main: () => startEmbeddedPostgres({ dataDir }),
    second: () => second.start(),
  };
  return {
    port,
    urls: { ...urls, second: second.adminUrl },
    tier,
    moveOn: async (tenantId, kill) => {
      const args = ["db/testing/mover-child.ts", urls.url, urls.adminUrl, KEY, tenantId];
      const env = { ...process.env, ...variables };
      const child = spawn(process.execPath, args, {
        env,
        stdio: ["ignore", "pipe", isTold ? "inherit" : "ignore"],
      });
      const over = once(child, "exit");
      let killed: Promise<void> | undefined;
      for await (const line of createInterface({ input: child.stdout })) {
        say(line);
        if (kill && line === kill.phase)
          killed ??= (async () => {
            await sleep(kill.afterMs);
            say(`kill ${kill.victim} in ${kill.phase}`);
            await strike[kill.victim](child);
            await sleep(kill.downMs);
            await revive[kill.victim]();
            say(`${kill.victim} is back`);
          })();
      }
      const [[code]] = await Promise.all([over, killed]);
      say(`mover ended with ${code}`);
    },
    close: async () => {
      await tier.close();
      await strikeApp();
      await (await startEmbeddedPostgres({ dataDir })).stop();
      await second.remove();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Its backends notice by themselves that it is gone, and end. */
async function killServer(dataDir: string): Promise<void> {
  const pid = Number(
    readFileSync(join(dataDir, "postgres", "data", "postmaster.pid"), "utf8").split("\n")[0],
  );
  process.kill(pid, "SIGKILL");
  while (isAlive(pid)) await sleep(5);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
