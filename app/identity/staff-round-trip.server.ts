/**
 * The way onto the platform's hostname: the same round trip as into a workspace, with a list of its own at
 * the door.
 */
import { redirect } from "react-router";
import type { RequestInfo } from "#app/context.ts";
import { createStaffTicket, type DataTier, redeemStaffTicket } from "#app/db.server.ts";
import { returnPath } from "#app/http/return-path.ts";
import { apexUrl, originOf, platformHostname } from "#app/http/urls.server.ts";
import type { ApexUser } from "./clerk.server.ts";
import { issueNonce, readNonceHash } from "./nonce-cookie.server.ts";
import { enterPlatformPath } from "./paths.ts";
import { hashSecret, isSecret, newSecret } from "./secret.ts";
import { getStaffEmail, isStaffEmail } from "./staff.server.ts";
import { startStaffSession } from "./staff-session.server.ts";

export const PLATFORM_START = "/platform";
/** Characters of a browser's name that are kept. */
const MAX_USER_AGENT = 512;

/** On the platform's hostname: off to the apex. */
export function beginEnteringPlatform(request: Request, page: URL): Response {
  const { nonceHash, setCookie } = issueNonce(request);
  const target = apexUrl(enterPlatformPath(nonceHash, `${page.pathname}${page.search}`));
  const status = request.method === "GET" ? 302 : 303;
  return redirect(target, { status, headers: { "set-cookie": setCookie, "cache-control": "no-store" } });
}

/** On the apex: back with a ticket. Undefined for everybody who is not staff. */
export async function issueStaffTicket(
  tier: DataTier,
  user: Pick<ApexUser, "id" | "sessionId">,
  { nonceHash, returnTo }: { nonceHash: string; returnTo: unknown },
): Promise<string | undefined> {
  const email = await getStaffEmail(user.id);
  if (!email) return undefined;
  const ticket = newSecret();
  await tier.controlDb.write((tx) =>
    createStaffTicket(tx, {
      hash: hashSecret(ticket),
      userId: user.id,
      email,
      sourceSessionId: user.sessionId,
      hostname: platformHostname,
      nonceHash,
      returnTo: returnPath(returnTo, PLATFORM_START),
    }),
  );
  return `${originOf(platformHostname)}/platform/session?${new URLSearchParams({ ticket })}`;
}

/** On the platform's hostname again: the ticket for a session. Undefined where the ticket is not good. */
export async function finishEnteringPlatform(
  tier: DataTier,
  request: Request,
  { hostname, ip, id: requestId }: Pick<RequestInfo, "hostname" | "ip" | "id">,
  ticket: string | null,
): Promise<Response | undefined> {
  const nonceHash = readNonceHash(request);
  if (!nonceHash || !isSecret(ticket)) return undefined;
  const key = { hash: hashSecret(ticket), hostname, nonceHash };
  const redeemed = await tier.controlDb.write((tx) => redeemStaffTicket(tx, key));
  if (!redeemed || !isStaffEmail(redeemed.email)) return undefined;
  const { returnTo, ...identity } = redeemed;
  const userAgent = request.headers.get("user-agent")?.slice(0, MAX_USER_AGENT) ?? null;
  const setCookie = await startStaffSession(
    tier,
    request,
    { ...identity, hostname, userAgent },
    { ip, requestId },
  );
  if (!setCookie) return undefined;
  const headers = { "set-cookie": setCookie, "cache-control": "no-store", "referrer-policy": "no-referrer" };
  return redirect(returnPath(returnTo, PLATFORM_START), { headers });
}
