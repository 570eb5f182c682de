/**
 * Links that stop mail, for whoever has the mail: without signing in, and from any program. A link says who
 * stops what, is signed, and can do nothing else; it ends when a year is over.
 */
import { createSecretKey } from "node:crypto";
import { sign, unsign } from "cookie-signature";
import { z } from "zod";
import { env } from "#app/env.server.ts";
import { apexUrl } from "#app/http/urls.server.ts";

/** On the apex. */
export const UNSUBSCRIBE_PATH = "/unsubscribe";
/** People come back to old mail. @internal */
export const UNSUBSCRIBE_DAYS = 365;
const DAY_S = 86_400;
const MAX_TOKEN_LENGTH = 1_024;

/** What is stopped: all that tells of notifications, one kind of them, or what is about one thing. */
const stopped = z.discriminatedUnion("what", [
  z.object({ what: z.literal("all") }),
  z.object({ what: z.literal("kind"), kind: z.string() }),
  z.object({ what: z.literal("subject"), subjectType: z.string(), subjectId: z.string() }),
]);
const payload = z.object({ userId: z.string(), tenantId: z.uuid(), of: stopped, untilS: z.number() });

export type Stopped = z.infer<typeof stopped>;
export type Unsubscription = { userId: string; tenantId: string; of: Stopped };

/** A signature for another purpose, such as a cookie's, is none here. */
const key = createSecretKey(Buffer.from(`unsubscribe=${env.SESSION_SECRET}`));

export function unsubscribeUrl(unsubscription: Unsubscription, now = Date.now()): string {
  const untilS = Math.floor(now / 1000) + UNSUBSCRIBE_DAYS * DAY_S;
  const text = Buffer.from(JSON.stringify({ ...unsubscription, untilS })).toString("base64url");
  return apexUrl(`${UNSUBSCRIBE_PATH}?${new URLSearchParams({ token: sign(text, key) })}`);
}

/** `over`: it was ours. Undefined for what we have not signed. */
export function readUnsubscription(
  token: string | null,
  now = Date.now(),
): Unsubscription | "over" | undefined {
  if (token === null || token.length > MAX_TOKEN_LENGTH) return undefined;
  const text = unsign(token, key);
  if (text === false) return undefined;
  const { untilS, ...unsubscription } = payload.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
  return untilS * 1000 < now ? "over" : unsubscription;
}
