/** Messages from the identity provider, each kept once under its `svix-id`. */
import { eq, sql } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import { webhookEvents } from "./schema.ts";

export type WebhookEvent = {
  id: string;
  type: string;
  payload: Record<string, unknown>;
  receivedAt: Date;
  processedAt: Date | null;
};

/** Longest part of a failure's message that is kept. */
const ERROR_LENGTH = 2000;

/** Answers whether the message was new. */
export async function recordWebhookEvent(
  tx: ControlTx,
  event: { id: string; type: string; payload: Record<string, unknown> },
): Promise<boolean> {
  const rows = await tx
    .insert(webhookEvents)
    .values(event)
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
