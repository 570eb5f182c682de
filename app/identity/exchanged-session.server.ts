/** A member's session gets a new secret when their rights have changed, at their next request. */
import { createHmac } from "node:crypto";
import { exchangeSession, getSession, type MemberSession } from "#app/db.people.server.ts";
import type { ControlRunner } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { hashSecret } from "./secret.ts";

type Place = { tenantId: string; hostname: string };
export type Exchanged = { session: MemberSession | null; secret?: string };

/**
 * The one that follows on a secret. Whoever asks twice gets the same: requests that run at once agree
 * without knowing of each other, and an answer that was lost is given again. Only we can make it.
 */
const nextSecret = (secret: string): string =>
  createHmac("sha256", env.SESSION_SECRET).update(`session after ${secret}`).digest("base64url");

/**
 * `secret`: what the browser brought, and found `session` by. Answers the session as it is now, and the
 * secret that the browser shall bring from now on where that is another.
 */
export async function exchanged(
  control: ControlRunner,
  { tenantId, hostname }: Place,
  { session, secret }: { session: MemberSession; secret: string },
): Promise<Exchanged> {
  const held = session.isFormer ? nextSecret(secret) : secret;
  if (!session.isExchangeDue) return session.isFormer ? { session, secret: held } : { session };
  const next = nextSecret(held);
  const nextHash = hashSecret(next);
  await control.write((tx) => exchangeSession(tx, { idHash: session.idHash, nextHash }));
  const now = await control.read((tx) => getSession(tx, { idHash: nextHash, tenantId, hostname }));
  return now ? { session: now, secret: next } : { session: null };
}
