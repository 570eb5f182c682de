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
import { recordWebhookEvent, webhookJob } from "./webhook-events.ts";

export type LostMessage = {
  type: string;
  /** The object, by the provider's own names. */
  data: Record<string, unknown> & { id: string };
  organizationId?: string | undefined;
  tenantId?: string | undefined;
};

/**
 * Answers the message's id. One about the same version of the object that waits, or has failed, is answered
 * in place of a second one. A worker brings it into effect, should this process end first.
 */
export async function recordLostMessage(
  tx: ControlTx,
  { type, data, organizationId, tenantId }: LostMessage,
  actor: Actor,
): Promise<string> {
  const waiting = await findWaiting(tx, type, data);
  if (waiting) return waiting;
  const id = `reconcile_${newId()}`;
  // Without a moment: nobody has said when it happened.
  await recordWebhookEvent(tx, { id, type, organizationId, payload: { type, object: "event", data } });
  await enqueue(tx, webhookJob({ id, organizationId }));
  await recordAudit(tx, {
    actor,
    action: "identity.repair",
    ...(tenantId && { tenantId }),
    detail: { type, id: data.id, eventId: id },
  });
  return id;
}

async function findWaiting(
  tx: ControlTx,
  type: string,
  { id, updated_at: version }: LostMessage["data"],
): Promise<string | undefined> {
  const data = sql`${webhookEvents.payload} -> 'data'`;
  const isSameVersion = sql`(${data} ->> 'updated_at') is not distinct from ${typeof version === "number" ? String(version) : null}::text`;
  const [row] = await tx
    .select({ id: webhookEvents.id })
    .from(webhookEvents)
    .where(
      and(
        isNull(webhookEvents.processedAt),
        eq(webhookEvents.type, type),
        sql`${data} ->> 'id' = ${id}`,
        isSameVersion,
      ),
    )
    .limit(1);
  return row?.id;
}
