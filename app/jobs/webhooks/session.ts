/** A session at the provider is over: so is every session of ours that came from it. */
import { endSourceSession } from "#app/db.people.server.ts";
import type { DataTier, WebhookEvent } from "#app/db.server.ts";
import { happenedAt, IdData } from "./payloads.ts";

export async function endSession(tier: DataTier, event: WebhookEvent): Promise<void> {
  const { id } = IdData.parse(event.payload.data);
  await tier.controlDb.write((tx) => endSourceSession(tx, id, happenedAt(event)));
}
