/** Brings what was lost into effect, by the handlers of the messages that would have told of it. */
import { getMembershipState, recordLostMessage } from "#app/db.people.server.ts";
import { type Actor, type DataTier, getWebhookEventDetail, type ReconcileLine } from "#app/db.server.ts";
import { processWebhookEvent } from "../webhook-event.ts";
import type { Lost } from "./lost.ts";

type Repaired = Pick<ReconcileLine, "outcome" | "error">;

/** One that fails is told of, and the worker goes on trying; the others have their turn. */
export async function repair(tier: DataTier, lost: Lost, actor: Actor): Promise<Repaired> {
  const { message, tenant } = lost;
  const recorded = { ...message, tenantId: tenant?.tenantId };
  const eventId = await tier.controlDb.write((tx) => recordLostMessage(tx, recorded, actor));
  try {
    await processWebhookEvent(tier, { eventId });
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
  const event = await tier.controlDb.read((tx) => getWebhookEventDetail(tx, eventId));
  if (!event?.processedAt) return failed(event?.error ?? "Its message is gone.");
  return { outcome: (await isKept(tier, lost)) ? "kept" : "repaired", error: null };
}

/** The last owner stays one, here and at the provider. */
async function isKept(tier: DataTier, { tenant, change, member }: Lost): Promise<boolean> {
  if (change !== "changed" || !tenant || !member) return false;
  const key = { tenantId: tenant.tenantId, userId: member.userId };
  const known = await tier.controlDb.read((tx) => getMembershipState(tx, key));
  return known?.role !== member.role;
}

const failed = (error: string): Repaired => ({ outcome: "failed", error });

/**
 * Whom others wait for comes first: people, their organizations, who owns them, who else is in them. What is
 * gone goes last, the largest at the end.
 */
export const inOrder = (lost: Lost[]): Lost[] => lost.toSorted((one, other) => rankOf(one) - rankOf(other));

const COMING = ["user", "organization", "membership", "invitation", "session"] as const;
const GOING = ["session", "invitation", "membership", "organization", "user"] as const;

function rankOf({ object, change, member }: Lost): number {
  if (change === "gone") return 2 * COMING.length + GOING.indexOf(object);
  return 2 * COMING.indexOf(object) - (member?.role === "owner" ? 1 : 0);
}
