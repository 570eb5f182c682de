/** Somebody was let in: whoever has not heard of it is told, should the page's process have ended. */
import { z } from "zod";
import { getAcceptedRequest, getMembershipState, queueMails } from "#app/db.people.server.ts";
import type { ControlTx, DataTier } from "#app/db.server.ts";
import { tellMember } from "./tell-member.ts";

const Payload = z.object({ requestId: z.uuid() });

export async function joinAccepted(tier: DataTier, payload: unknown): Promise<void> {
  const { requestId } = Payload.parse(payload);
  // What the provider refused was taken back meanwhile, and is not accepted any more.
  const accepted = await tier.controlDb.read((tx) => getAcceptedRequest(tx, requestId));
  if (!accepted) return;
  const { tenantId, userId } = accepted;
  const known = await tier.controlDb.read((tx) => getMembershipState(tx, { tenantId, userId }));
  // Once the provider has told of the membership, what it says since counts.
  await tellMember(tier, { tenantId, userId, isNamed: known?.sourceId === null });
  // Who came in without asking knows it.
  if (accepted.deciderId) await tier.controlDb.write((tx) => queueAnswer(tx, requestId));
}

/** What the provider has refused meanwhile is told to nobody. */
async function queueAnswer(tx: ControlTx, requestId: string): Promise<void> {
  const accepted = await getAcceptedRequest(tx, requestId);
  if (!accepted) return;
  const { tenantId, userId } = accepted;
  await queueMails(tx, { kind: "join.accepted", tenantId, userId, aboutId: requestId });
}
