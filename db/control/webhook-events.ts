/** Messages from the identity provider, each kept once under its `svix-id`. */
import { and, eq, inArray, sql } from "drizzle-orm";
import { z } from "zod";
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

export const WEBHOOK_JOB = "webhook-event";
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

/**
 * Whether a newer version of an object was received, be it processed or not: it has been, or will be, brought
 * into effect by its own message. For objects whose rows do not keep the version themselves.
 */
export async function hasNewerWebhookEvent(
  tx: ControlTx,
  object: { types: string[]; id: string; version: Date },
): Promise<boolean> {
  const data = sql`${webhookEvents.payload} -> 'data'`;
  const isNewer = sql`(${data} ->> 'updated_at')::numeric > ${object.version.getTime()}`;
  const rows = await tx
    .select({ id: webhookEvents.id })
    .from(webhookEvents)
    .where(and(inArray(webhookEvents.type, object.types), sql`${data} ->> 'id' = ${object.id}`, isNewer))
    .limit(1);
  return rows.length > 0;
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

/** What brings a recorded message into effect. */
export function webhookJob(id: string, data: unknown): Job {
  const job = { name: WEBHOOK_JOB, payload: { eventId: id }, key: `${WEBHOOK_JOB}:${id}` };
  const queue = queueOf(data);
  return queue ? { ...job, queue } : job;
}

const OrganizationOf = z.object({
  id: z.string().optional(),
  organization: z.object({ id: z.string() }).optional(),
});

/** One organization's events run one after the other: its members are not added before it is there. */
function queueOf(data: unknown): string | undefined {
  const parsed = OrganizationOf.safeParse(data);
  const id = parsed.success ? (parsed.data.organization?.id ?? parsed.data.id) : undefined;
  return id?.startsWith("org_") ? id : undefined;
}
