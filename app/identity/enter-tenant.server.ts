/** The way into a workspace: for its members. */
import {
  createTicket,
  getMembershipRole,
  getSecurity,
  isKeptOut,
  noteSecondFactor,
  redeemTicket,
} from "#app/db.people.server.ts";
import type { DataTier, Tenant } from "#app/db.server.ts";
import type { ApexUser } from "./identity-provider.ts";
import { enterPath, signInAgainPath } from "./paths.ts";
import {
  arrive,
  begin,
  type Door,
  newTicket,
  ticketKey,
  userAgentOf,
  type Wanted,
} from "./round-trip.server.ts";
import { tenantSessions } from "./tenant-sessions.server.ts";

const DOOR: Door = { ticketPath: "/session", start: "/dashboard" };

/** On the tenant's hostname: off to the apex. */
export const beginEntering = (request: Request, { slug }: Tenant, page: URL): Response =>
  begin(request, page, (nonceHash, returnTo) => enterPath(slug, nonceHash, returnTo));

/** On the tenant's hostname: off to the apex, to sign in again before coming back. */
export const beginProving = (request: Request, { slug }: Tenant, page: URL): Response =>
  begin(request, page, (nonceHash, returnTo) => signInAgainPath(enterPath(slug, nonceHash, returnTo)));

/** `url`: where the ticket is taken to. `lacks`: what the tenant asks for, and the sign-in had not. */
export type Issued = { url: string } | { lacks: "secondFactor" };

/** On the apex: back with a ticket. Undefined where the person is no member. */
export async function issueTicket(
  tier: DataTier,
  { id: userId, sessionId: sourceSessionId, provedAt, hasSecondFactor }: ApexUser,
  { id: tenantId }: Tenant,
  wanted: Wanted,
): Promise<Issued | undefined> {
  const { row, url } = newTicket(DOOR, wanted);
  return tier.controlDb.write(async (tx) => {
    const role = await getMembershipRole(tx, { tenantId, userId });
    if (!role || (await isKeptOut(tx, userId))) return undefined;
    const { needsSecondFactor } = await getSecurity(tx, tenantId);
    if (needsSecondFactor && !hasSecondFactor) return { lacks: "secondFactor" };
    if (hasSecondFactor) await noteSecondFactor(tx, userId);
    await createTicket(tx, { ...row, tenantId, userId, sourceSessionId, provedAt, hasSecondFactor });
    return { url };
  });
}

/** On the tenant's hostname again: the ticket for a session. Undefined where the ticket is not good. */
export async function finishEntering(
  tier: DataTier,
  request: Request,
  tenant: Tenant,
  { hostname, ip }: { hostname: string; ip: string },
  ticket: string | null,
): Promise<Response | undefined> {
  const key = ticketKey(request, hostname, ticket);
  if (!key) return undefined;
  const redeemed = await tier.controlDb
    .forTenant(tenant.id)
    .write((tx) => redeemTicket(tx, { ...key, tenantId: tenant.id }));
  if (!redeemed) return undefined;
  const { returnTo, ...person } = redeemed;
  const session = { ...person, userAgent: userAgentOf(request), ip };
  const setCookie = await tenantSessions(tier, tenant, hostname).start(request, session);
  return setCookie === undefined ? undefined : arrive(DOOR, setCookie, returnTo);
}
