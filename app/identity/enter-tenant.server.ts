/** The way into a workspace: for its members. */
import { createTicket, getMembershipRole, redeemTicket } from "#app/db.people.server.ts";
import type { DataTier, Tenant } from "#app/db.server.ts";
import type { ApexUser } from "./identity-provider.ts";
import { enterPath } from "./paths.ts";
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

/** On the apex: back with a ticket. Undefined where the person is no member. */
export async function issueTicket(
  tier: DataTier,
  { id: userId, sessionId: sourceSessionId }: ApexUser,
  { id: tenantId }: Tenant,
  wanted: Wanted,
): Promise<string | undefined> {
  const { row, url } = newTicket(DOOR, wanted);
  const isIssued = await tier.controlDb.write(async (tx) => {
    const role = await getMembershipRole(tx, { tenantId, userId });
    if (!role) return false;
    await createTicket(tx, { ...row, tenantId, userId, sourceSessionId });
    return true;
  });
  return isIssued ? url : undefined;
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
