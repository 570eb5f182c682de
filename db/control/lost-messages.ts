/**
 * A message that the identity provider sent and that never came, written down as if it had: with the object
 * as the provider has it now. It is brought into effect like any other, by the same handlers.
 */
import { and, eq, isNull, sql } from "drizzle-orm";
import { newId } from "../id.ts";
import { type Actor, recordAudit } from "./audit-log.ts";
import type { ControlTx } from "./control-db.ts";
import { enqueue } from "./jobs.ts";
import { webhookEvents } from "./schema/webhooks.ts";
import { type ReceivedEvent, recordWebhookEvent, webhookJob } from "./webhook-events.ts";

export type LostMessage = Omit<ReceivedEvent, "id"> & {
  /** What it is about, for the audit log. */
  objectId: string;
  tenantId?: string | undefined;
};

/**
 * Answers the message's id. One that says the same and waits, or has failed, is answered
 * in place of a second one. A worker brings it into effect, should this process end first.
 */
export async function recordLostMessage(
  tx: ControlTx,
  { type, payload, organizationId, objectId, tenantId }: LostMessage,
  actor: Actor,
): Promise<string> {
  const waiting = await findWaiting(tx, type, payload);
  if (waiting) return waiting;
  const id = `reconcile_${newId()}`;
  await recordWebhookEvent(tx, { id, type, payload, organizationId });
  await enqueue(tx, webhookJob({ id, organizationId }));
  await recordAudit(tx, {
    actor,
    action: "identity.repair",
    ...(tenantId && { tenantId }),
    detail: { type, id: objectId, eventId: id },
  });
  return id;
}

/** With the same object in it; when it was said is no part of that. */
async function findWaiting(
  tx: ControlTx,
  type: string,
  { data }: LostMessage["payload"],
): Promise<string | undefined> {
  const isSame = sql`${webhookEvents.payload} -> 'data' = ${JSON.stringify(data)}::jsonb`;
  const [row] = await tx
    .select({ id: webhookEvents.id })
    .from(webhookEvents)
    .where(and(isNull(webhookEvents.processedAt), eq(webhookEvents.type, type), isSame))
    .limit(1);
  return row?.id;
}
