/** A session at the provider is over: so is every session of ours that came from it. */
import { endSourceSession } from "#app/db.people.server.ts";
import type { DataTier } from "#app/db.server.ts";
import type { EventOf } from "#app/identity/identity-event.ts";

export async function endSession(
  tier: DataTier,
  { sessionId, happenedAt }: EventOf<"sessionEnded">,
): Promise<void> {
  await tier.controlDb.write((tx) => endSourceSession(tx, sessionId, happenedAt));
}
