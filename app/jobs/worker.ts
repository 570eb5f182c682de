/** The worker: one function a job, each named as it is enqueued. */
import { runWorker } from "#app/db.server.ts";
import { WEBHOOK_JOB } from "#app/identity/webhook.server.ts";
import { log } from "#app/log.server.ts";
import { processWebhookEvent } from "./webhook-event.ts";

const tasks = { [WEBHOOK_JOB]: processWebhookEvent };

export function startWorker(): Promise<{ stop(): Promise<void> }> {
  return runWorker({ tasks, log: (level, message) => log[level](message) });
}
