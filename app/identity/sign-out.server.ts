/**
 * Signing out is one act for a person: the provider's session, and with it every workspace entered from it.
 */
import { dataTierContext } from "#app/context.ts";
import { endSourceSession } from "#app/db.people.server.ts";
import type { Actor, DataTier } from "#app/db.server.ts";
import { log } from "#app/telemetry/log.server.ts";
import { unbindSession } from "./companion.server.ts";
import { getVerifiedUser } from "./current-user.server.ts";
import { identity } from "./identity.server.ts";
import type { RequestArgs } from "./identity-provider.ts";

/** Signs out whoever the provider takes for signed in; the answer makes their browser forget it. */
export async function signOut(args: RequestArgs): Promise<Headers> {
  const user = await getVerifiedUser(args);
  if (user) await endProviderSession(args.context.get(dataTierContext), user.sessionId);
  const headers = identity.requests.forget();
  headers.append("set-cookie", await unbindSession());
  return headers;
}

/**
 * Ours first, and for good: should the provider not answer, its token still opens nothing here. `by`: who
 * ends it for somebody else.
 */
export async function endProviderSession(tier: DataTier, sessionId: string, by?: Actor): Promise<void> {
  await tier.controlDb.write((tx) => endSourceSession(tx, sessionId, new Date(), by));
  try {
    await identity.sessions.end(sessionId);
  } catch (error) {
    log.warn({ err: error }, "the identity provider could not end a session");
  }
}
