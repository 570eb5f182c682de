/** Messages from the identity provider, each kept once under its `svix-id`. */
import { eq, sql } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import type { Job } from "./jobs.ts";
import { webhookEvents } from "./schema/webhooks.ts";

export type WebhookEvent = {
  id: string;
  type: string;
  payload: Record<string, unknown>;
  receivedAt: Date;
  processedAt: Date | null;
};

/** `organizationId`: whose message it is, where it is an organization's. */
export type ReceivedEvent = Pick<WebhookEvent, "id" | "type" | "payload"> & {
  organizationId?: string | null | undefined;
};

export const WEBHOOK_JOB = "webhook-event";
/** Longest part of a failure's message that is kept. */
const ERROR_LENGTH = 2000;

/** Answers whether the message was new. */
export async function recordWebhookEvent(
  tx: ControlTx,
  { id, type, payload, organizationId }: ReceivedEvent,
): Promise<boolean> {
  const rows = await tx
    .insert(webhookEvents)
    .values({ id, type, payload, organizationId })
    .onConflictDoNothing()
    .returning({ id: webhookEvents.id });
  return rows.length > 0;
}

export async function getWebhookEvent(tx: ControlTx, id: string): Promise<WebhookEvent | undefined> {
  const rows = await tx
    .select({
      id: webhookEvents.id,
      type: webhookEvents.type,
      payload: webhookEvents.payload,
      receivedAt: webhookEvents.receivedAt,
      processedAt: webhookEvents.processedAt,
    })
    .from(webhookEvents)
    .where(eq(webhookEvents.id, id));
  return rows[0];
}

export async function markWebhookEventProcessed(tx: ControlTx, id: string): Promise<void> {
  await tx
    .update(webhookEvents)
    .set({ processedAt: sql`now()`, attempts: sql`${webhookEvents.attempts} + 1`, error: null })
    .where(eq(webhookEvents.id, id));
}

export async function markWebhookEventFailed(tx: ControlTx, id: string, error: string): Promise<void> {
  await tx
    .update(webhookEvents)
    .set({ attempts: sql`${webhookEvents.attempts} + 1`, error: error.slice(0, ERROR_LENGTH) })
    .where(eq(webhookEvents.id, id));
}

/**
 * What brings a recorded message into effect. One organization's messages run one after the other: its
 * members are not added before it is there.
 */
export function webhookJob({ id, organizationId }: Pick<ReceivedEvent, "id" | "organizationId">): Job {
  const job = { name: WEBHOOK_JOB, payload: { eventId: id }, key: `${WEBHOOK_JOB}:${id}` };
  return organizationId ? { ...job, queue: organizationId } : job;
}
