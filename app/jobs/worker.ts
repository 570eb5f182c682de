/** The worker: one function a job, each named as it is enqueued. */
import { controlDb, enqueue, REFILL_SPARES_JOB, runWorker, WEBHOOK_JOB } from "#app/db.server.ts";
import { log } from "#app/telemetry/log.server.ts";
import { lifecycleCrontab, lifecycleTasks } from "./lifecycle.ts";
import { processWebhookEvent } from "./webhook-event.ts";

/** @internal */
export const tasks = { ...lifecycleTasks, [WEBHOOK_JOB]: processWebhookEvent };

/** Without its schedule it does what somebody causes, and nothing by the clock. */
export async function startWorker({ isScheduled }: { isScheduled: boolean }): Promise<{
  stop(): Promise<void>;
}> {
  const worker = await runWorker({
    tasks,
    ...(isScheduled ? { crontab: lifecycleCrontab } : {}),
    log: (level, message) => log[level](message),
  });
  await controlDb().write((tx) =>
    enqueue(tx, { name: REFILL_SPARES_JOB, payload: {}, key: REFILL_SPARES_JOB }),
  );
  return worker;
}
