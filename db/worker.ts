/** The process that runs stored work: graphile-worker, on the queue's own login. */
import { EventEmitter } from "node:events";
import { Logger, run, type TaskList, type WorkerEvents } from "graphile-worker";
import { jobsUrlOf } from "./control/jobs-login.ts";
import { readRoleNames } from "./control/role-names.ts";
import type { DataTier } from "./data-tier.ts";
import { keepPresence } from "./worker-presence.ts";

export type Tasks = TaskList;
/** One line a schedule: `minute hour day month weekday job`. */
export type Crontab = string;
export type Worker = { stop(): Promise<void> };

/** Jobs that run at one time in a process. */
const WORKER_CONCURRENCY = 4;
const POLL_INTERVAL_MS = 2_000;
const MAX_CONNECTIONS = 4;

/**
 * `log` gets one line for what an operator should know: failed jobs, lost connections. What was under way in
 * a process that was killed is begun again by another, or by the next, within a minute or two.
 */
export async function runWorker(
  tier: DataTier,
  options: { tasks: Tasks; crontab?: Crontab; log(level: "info" | "warn" | "error", message: string): void },
): Promise<Worker> {
  const { adminUrl } = tier.urls;
  const { jobs } = await readRoleNames(adminUrl);
  const presence = keepPresence({ adminUrl, role: jobs }, options);
  const events: WorkerEvents = new EventEmitter();
  events.on("pool:create", ({ workerPool }) => presence.add(workerPool.id));
  const runner = await run({
    connectionString: jobsUrlOf(tier.urls, tier.secrets, jobs),
    events,
    taskList: options.tasks,
    ...(options.crontab ? { crontab: options.crontab } : {}),
    concurrency: WORKER_CONCURRENCY,
    pollInterval: POLL_INTERVAL_MS,
    maxPoolSize: MAX_CONNECTIONS,
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => {
      if (level === "warning") options.log("warn", message);
      if (level === "error") options.log("error", message);
    }),
  });
  return { stop: () => runner.stop().finally(presence.stop) };
}
