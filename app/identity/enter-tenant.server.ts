/** The way into a workspace: for its members. */
import {
  createTicket,
  getMembershipRole,
  getSecurity,
  isKeptOut,
  noteSecondFactor,
  redeemTicket,
} from "#app/db.people.server.ts";
import type { ControlTx, DataTier, Tenant } from "#app/db.server.ts";
import { factsOf } from "./company-facts.server.ts";
import { lacksCompany } from "./company-sign-on.ts";
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
export type Issued = { url: string } | { lacks: "secondFactor" | "companySignOn" };

/** On the apex: back with a ticket. Undefined where the person is no member. */
export async function issueTicket(
  tier: DataTier,
  user: ApexUser,
  { id: tenantId }: Tenant,
  wanted: Wanted,
): Promise<Issued | undefined> {
  const { row, url } = newTicket(DOOR, wanted);
  const { id: userId, sessionId: sourceSessionId, provedAt, hasSecondFactor } = user;
  const mayEnter = async (tx: ControlTx) =>
    (await getMembershipRole(tx, { tenantId, userId })) !== undefined && !(await isKeptOut(tx, userId));
  // Nobody else is worth a question to the provider.
  if (!(await tier.controlDb.read(mayEnter))) return undefined;
  const company = await factsOf(tier, user, tenantId);
  return tier.controlDb.write(async (tx) => {
    if (!(await mayEnter(tx))) return undefined;
    const { needsSecondFactor, companyDomains } = await getSecurity(tx, tenantId);
    if (lacksCompany(company, companyDomains)) return { lacks: "companySignOn" };
    if (needsSecondFactor && !hasSecondFactor) return { lacks: "secondFactor" };
    if (hasSecondFactor) await noteSecondFactor(tx, userId);
    const facts = { sourceSessionId, provedAt, hasSecondFactor, ...company };
    await createTicket(tx, { ...row, tenantId, userId, ...facts });
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
