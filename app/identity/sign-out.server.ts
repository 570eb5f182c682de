/**
 * Signing out is one act for a person: the provider's session, and with it every workspace entered from it.
 */
import { endSourceSession } from "#app/db.people.server.ts";
import type { DataTier } from "#app/db.server.ts";
import { log } from "#app/telemetry/log.server.ts";
import { clerkClient, unlessMissing } from "./client.server.ts";

/** Ours first, and for good: should the provider not answer, its token still opens nothing here. */
export async function endProviderSession(tier: DataTier, sessionId: string): Promise<void> {
  await tier.controlDb.write((tx) => endSourceSession(tx, sessionId, new Date()));
  try {
    const client = await clerkClient();
    await unlessMissing(client.sessions.revokeSession(sessionId));
  } catch (error) {
    log.warn({ err: error }, "the identity provider could not end a session");
  }
}
