/** The process that runs stored work: graphile-worker, on the queue's own login. */
import { Logger, run, type TaskList } from "graphile-worker";
import { jobsUrl } from "./control/jobs-login.ts";
import type { DataTier } from "./data-tier.ts";

export type Tasks = TaskList;
/** One line a schedule: `minute hour day month weekday job`. */
export type Crontab = string;
export type Worker = { stop(): Promise<void> };

/** Jobs that run at one time in a process. */
const WORKER_CONCURRENCY = 4;
const POLL_INTERVAL_MS = 2_000;
const MAX_CONNECTIONS = 4;

/** `log` gets one line for what an operator should know: failed jobs, lost connections. */
export async function runWorker(
  tier: DataTier,
  options: { tasks: Tasks; crontab?: Crontab; log(level: "info" | "warn" | "error", message: string): void },
): Promise<Worker> {
  const runner = await run({
    connectionString: await jobsUrl(tier.urls, tier.secrets),
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
  return { stop: () => runner.stop() };
}
