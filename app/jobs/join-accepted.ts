/** Somebody was let in: whoever has not heard of it is told, should the page's process have ended. */
import { z } from "zod";
import { getAcceptedRequest, getMembershipState } from "#app/db.people.server.ts";
import type { DataTier } from "#app/db.server.ts";
import { tellMember } from "./tell-member.ts";

const Payload = z.object({ requestId: z.uuid() });

export async function joinAccepted(tier: DataTier, payload: unknown): Promise<void> {
  const { requestId } = Payload.parse(payload);
  // What the provider refused was taken back meanwhile, and is not accepted any more.
  const accepted = await tier.controlDb.read((tx) => getAcceptedRequest(tx, requestId));
  if (!accepted) return;
  const known = await tier.controlDb.read((tx) => getMembershipState(tx, accepted));
  // Once the provider has told of the membership, what it says since counts.
  await tellMember(tier, { ...accepted, isNamed: known?.sourceId === null });
}
