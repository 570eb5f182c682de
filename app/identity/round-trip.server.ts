/**
 * The way into a workspace. It begins on the workspace's hostname, goes to the apex, where the person is
 * signed in, and comes back with a ticket. Each half checks what it alone can know.
 */
import { redirect } from "react-router";
import {
  createTicket,
  type DataTier,
  getMembershipRole,
  type RedeemedTicket,
  redeemTicket,
  type Tenant,
} from "#app/db.server.ts";
import { returnPath } from "#app/http/return-path.ts";
import { apexUrl, originOf } from "#app/http/urls.server.ts";
import type { ApexUser } from "./clerk.server.ts";
import { issueNonce, readNonceHash } from "./nonce-cookie.server.ts";
import { enterPath } from "./paths.ts";
import { hashSecret, isSecret, newSecret } from "./secret.ts";
import { SourceSessionOver, sessionStorage } from "./session-storage.server.ts";

const AFTER_ENTERING = "/dashboard";
/** Characters of a browser's name that are kept. */
const MAX_USER_AGENT = 512;

/** On the tenant's hostname: off to the apex. */
export function beginEntering(request: Request, tenant: Tenant, page: URL): Response {
  const { nonceHash, setCookie } = issueNonce(request);
  const target = apexUrl(enterPath(tenant.slug, nonceHash, `${page.pathname}${page.search}`));
  // After anything but a GET the browser must come back with one.
  const status = request.method === "GET" ? 302 : 303;
  return redirect(target, { status, headers: { "set-cookie": setCookie, "cache-control": "no-store" } });
}

/** On the apex: back with a ticket. Undefined where the person is no member. */
export async function issueTicket(
  tier: DataTier,
  user: ApexUser,
  tenant: Tenant,
  { hostname, nonceHash, returnTo }: { hostname: string; nonceHash: string; returnTo: unknown },
): Promise<string | undefined> {
  const ticket = newSecret();
  const isIssued = await tier.controlDb.write(async (tx) => {
    const role = await getMembershipRole(tx, { tenantId: tenant.id, userId: user.id });
    if (!role) return false;
    await createTicket(tx, {
      hash: hashSecret(ticket),
      tenantId: tenant.id,
      userId: user.id,
      sourceSessionId: user.sessionId,
      hostname,
      nonceHash,
      returnTo: returnPath(returnTo, AFTER_ENTERING),
    });
    return true;
  });
  return isIssued ? `${originOf(hostname)}/session?${new URLSearchParams({ ticket })}` : undefined;
}

/** On the tenant's hostname again: the ticket for a session. Undefined where the ticket is not good. */
export async function finishEntering(
  tier: DataTier,
  request: Request,
  tenant: Tenant,
  hostname: string,
  ticket: string | null,
): Promise<Response | undefined> {
  const nonceHash = readNonceHash(request);
  if (!nonceHash || !isSecret(ticket)) return undefined;
  const key = { hash: hashSecret(ticket), tenantId: tenant.id, hostname, nonceHash };
  const redeemed = await tier.controlDb.forTenant(tenant.id).write((tx) => redeemTicket(tx, key));
  return redeemed && startSession(tier, request, tenant, hostname, redeemed);
}

/** Always a new session: one that the browser brought along ends here. */
async function startSession(
  tier: DataTier,
  request: Request,
  tenant: Tenant,
  hostname: string,
  ticket: RedeemedTicket,
) {
  const storage = sessionStorage(tier, tenant, hostname);
  const former = await storage.getSession(request.headers.get("cookie"));
  if (former.id) await storage.destroySession(former);
  const session = await storage.getSession();
  session.set("userId", ticket.userId);
  session.set("sourceSessionId", ticket.sourceSessionId);
  session.set("userAgent", request.headers.get("user-agent")?.slice(0, MAX_USER_AGENT) ?? null);
  const setCookie = await storage.commitSession(session).catch((error: unknown) => {
    if (error instanceof SourceSessionOver) return undefined;
    throw error;
  });
  if (!setCookie) return undefined;
  const headers = { "set-cookie": setCookie, "cache-control": "no-store", "referrer-policy": "no-referrer" };
  return redirect(returnPath(ticket.returnTo, AFTER_ENTERING), { headers });
}
