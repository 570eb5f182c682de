/** How somebody came, as a session in a workspace keeps it; asked of the provider where it matters. */
import type { TenantSession } from "#app/context.ts";
import { findCompanyDomain, getSecurity, hasCompanyAccount } from "#app/db.people.server.ts";
import type { DataTier } from "#app/db.server.ts";
import { type CompanyFacts, companyFacts } from "./company-sign-on.ts";
import { identity } from "./identity.server.ts";
import type { ApexUser, SignOns } from "./identity-provider.ts";
import { ProviderUnavailable } from "./provider-errors.ts";

/**
 * Throws ProviderUnavailable where the workspace asks for it and the provider does not say. Where it does not
 * ask, nobody waits for the provider who has no company's account.
 */
export async function factsOf(
  { controlDb }: DataTier,
  user: ApexUser,
  tenantId: string,
): Promise<CompanyFacts> {
  const [{ companyDomains }, hasAccount, known] = await controlDb.read((tx) =>
    Promise.all([
      getSecurity(tx, tenantId),
      hasCompanyAccount(tx, user.id),
      findCompanyDomain(tx, user.sessionId),
    ]),
  );
  const isAsked = companyDomains.length > 0;
  const signOns = isAsked || hasAccount ? await fetchSignOns(user.id, isAsked) : undefined;
  // Of other addresses than the one we know nobody has said anything: the domains are unknown.
  const facts = signOns ? companyFacts(signOns, user) : { domains: null, companyDomain: null };
  // The person may have come through their company again since, in another browser: this session did as well.
  return { ...facts, companyDomain: known ?? facts.companyDomain };
}

type InWorkspace = Pick<TenantSession, "userId" | "provedAt" | "companyDomain">;

/**
 * Of a session in a workspace, as it says, or as the provider says now: where nothing was asked when it
 * began, its message that somebody has a company's account may have been on its way. Null where the provider
 * is silent.
 */
export async function companyOf({ userId, provedAt, companyDomain }: InWorkspace): Promise<string | null> {
  if (companyDomain || !provedAt) return companyDomain;
  const signOns = await fetchSignOns(userId, false);
  return signOns ? companyFacts(signOns, { provedAt }).companyDomain : null;
}

async function fetchSignOns(userId: string, isAsked: boolean): Promise<SignOns | undefined> {
  try {
    return await identity.users.fetchSignOns(userId);
  } catch (error) {
    if (isAsked || !(error instanceof ProviderUnavailable)) throw error;
    return undefined;
  }
}
