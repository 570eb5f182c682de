/**
 * Links that stop mail, for whoever has the mail: without signing in, and from any program. A link says who
 * stops what, is signed, and can do nothing else; it ends when a year is over.
 */
import { createHmac, createSecretKey, timingSafeEqual } from "node:crypto";
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
export type Stopped =
  | { what: "all" }
  | { what: "kind"; kind: string }
  | { what: "subject"; subjectType: string; subjectId: string };
export type Unsubscription = { userId: string; tenantId: string; of: Stopped };

/** Short: programs break long lines. At the end what is stopped: nothing, a kind, or a type and an id. */
const payload = z.tuple([z.string(), z.uuid(), z.number()], z.string());

/** A signature for another purpose, such as a cookie's, is none here. */
const key = createSecretKey(Buffer.from(`unsubscribe=${env.SESSION_SECRET}`));

export function unsubscribeUrl({ userId, tenantId, of }: Unsubscription, now = Date.now()): string {
  const untilS = Math.floor(now / 1000) + UNSUBSCRIBE_DAYS * DAY_S;
  const text = Buffer.from(JSON.stringify([userId, tenantId, untilS, ...partsOf(of)])).toString("base64url");
  return apexUrl(`${UNSUBSCRIBE_PATH}?token=${text}.${signatureOf(text).toString("base64url")}`);
}

/** `over`: it was ours. Undefined for what we have not signed. */
export function readUnsubscription(
  token: string | null,
  now = Date.now(),
): Unsubscription | "over" | undefined {
  if (token === null || token.length > MAX_TOKEN_LENGTH) return undefined;
  const [text = "", signature = "", ...more] = token.split(".");
  if (more.length > 0 || !isSigned(text, Buffer.from(signature, "base64url"))) return undefined;
  const said: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
  const [userId, tenantId, untilS, ...parts] = payload.parse(said);
  return untilS * 1000 < now ? "over" : { userId, tenantId, of: stoppedBy(parts) };
}

const signatureOf = (text: string): Buffer => createHmac("sha256", key).update(text).digest();

function isSigned(text: string, signature: Buffer): boolean {
  const right = signatureOf(text);
  return signature.length === right.length && timingSafeEqual(signature, right);
}

function partsOf(of: Stopped): string[] {
  switch (of.what) {
    case "all":
      return [];
    case "kind":
      return [of.kind];
    case "subject":
      return [of.subjectType, of.subjectId];
  }
}

function stoppedBy([first, second]: string[]): Stopped {
  if (first === undefined) return { what: "all" };
  if (second === undefined) return { what: "kind", kind: first };
  return { what: "subject", subjectType: first, subjectId: second };
}
