/** The process that runs stored work: graphile-worker, on the queue's own login. */
import { EventEmitter } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { Logger, type Runner, run, type TaskList, type WorkerEvents } from "graphile-worker";
import { jobsUrlOf } from "./control/jobs-login.ts";
import { readRoleNames } from "./control/role-names.ts";
import type { DataTier } from "./data-tier.ts";
import { keepPresence, type Presence } from "./worker-presence.ts";

export type Tasks = TaskList;
/** One line a schedule: `minute hour day month weekday job`. */
type Crontab = string;
export type Worker = { stop(): Promise<void> };

/** Jobs that run at one time in a process. */
const WORKER_CONCURRENCY = 4;
const POLL_INTERVAL_MS = 2_000;
const MAX_CONNECTIONS = 4;
/**
 * What becomes of a job is written down at once. Without this setting the queue lets a failure to do so end
 * the whole process; with it, only its worker.
 */
const AT_ONCE_MS = 0;
const BEGIN_AGAIN_MS = 1_000;

/**
 * `log` gets one line for what an operator should know: failed jobs, lost connections. What was under way in
 * a process that was killed is begun again by another, or by the next, within a minute or two. Where the
 * queue's worker ends by itself, since the database was away as a job failed, another begins.
 */
export async function runWorker(tier: DataTier, options: WorkerOptions): Promise<Worker> {
  const { adminUrl } = tier.urls;
  const { jobs } = await readRoleNames(adminUrl);
  const presence = keepPresence({ adminUrl, role: jobs }, options);
  const stopping = new AbortController();
  const begin = () => beginRunner(jobsUrlOf(tier.urls, tier.secrets, jobs), options, presence);
  let running = await begin().catch((error: unknown) => {
    presence.stop();
    throw error;
  });
  const over = (async () => {
    for (;;) {
      await running.end;
      if (stopping.signal.aborted) return;
      options.log("error", "The worker ended by itself. Another begins.");
      running = await again(begin, stopping.signal, running);
      // It may have begun while the process was told to stop.
      if (stopping.signal.aborted) await stopRunner(running);
    }
  })();
  const stop = async () => {
    stopping.abort();
    await stopRunner(running);
    await over;
    presence.stop();
  };
  return { stop };
}

type WorkerOptions = {
  tasks: Tasks;
  crontab?: Crontab;
  log(level: "info" | "warn" | "error", message: string): void;
};

/** `end`: resolves when it has ended, for whatever reason. */
type Running = { runner: Runner; end: Promise<void> };

/** One that ended already refuses. */
const stopRunner = ({ runner }: Running): Promise<void> => runner.stop().catch(() => {});

async function beginRunner(url: string, options: WorkerOptions, presence: Presence): Promise<Running> {
  const events: WorkerEvents = new EventEmitter();
  const ids: string[] = [];
  events.on("pool:create", ({ workerPool: { id } }) => {
    ids.push(id);
    presence.add(id);
  });
  const runner = await run({
    connectionString: url,
    events,
    taskList: options.tasks,
    ...(options.crontab ? { crontab: options.crontab } : {}),
    preset: { worker: { completeJobBatchDelay: AT_ONCE_MS, failJobBatchDelay: AT_ONCE_MS } },
    concurrency: WORKER_CONCURRENCY,
    pollInterval: POLL_INTERVAL_MS,
    maxPoolSize: MAX_CONNECTIONS,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => {
      if (level === "warning") options.log("warn", message);
      if (level === "error") options.log("error", message);
    }),
  });
  const end = runner.promise.catch(() => {}).then(() => ids.forEach(presence.remove));
  return { runner, end };
}

/** Until there is one, or none is wanted any more. */
async function again(begin: () => Promise<Running>, signal: AbortSignal, former: Running): Promise<Running> {
  while (!signal.aborted) {
    await sleep(BEGIN_AGAIN_MS, undefined, { signal, ref: false }).catch(() => {});
    const begun = signal.aborted ? undefined : await begin().catch(() => undefined);
    if (begun) return begun;
  }
  return former;
}
