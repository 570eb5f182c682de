/** The worker: one function a job, each named as it is enqueued. */
import { controlDb, enqueue, REFILL_SPARES_JOB, runWorker } from "#app/db.server.ts";
import { WEBHOOK_JOB } from "#app/identity/webhook.server.ts";
import { log } from "#app/log.server.ts";
import { lifecycleCrontab, lifecycleTasks } from "./lifecycle.ts";
import { processWebhookEvent } from "./webhook-event.ts";

const tasks = { ...lifecycleTasks, [WEBHOOK_JOB]: processWebhookEvent };

export async function startWorker(): Promise<{ stop(): Promise<void> }> {
  const worker = await runWorker({
    tasks,
    crontab: lifecycleCrontab,
    log: (level, message) => log[level](message),
  });
  await controlDb().write((tx) =>
    enqueue(tx, { name: REFILL_SPARES_JOB, payload: {}, key: REFILL_SPARES_JOB }),
  );
  return worker;
}
