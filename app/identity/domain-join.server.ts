/**
 * Coming into a workspace without asking, by an address of a domain that is proven to be the workspace's.
 * What is believed is what the provider has verified, and is asked for only where it would open something.
 */
import { findOpenTenant, joinByDomain } from "#app/db.people.server.ts";
import { type Actor, type DataTier, getTenant, type Role } from "#app/db.server.ts";
import { identity } from "./identity.server.ts";
import type { ApexUser } from "./identity-provider.ts";
import { letInAtProvider } from "./join.server.ts";
import { mailDomainOf } from "./mail-domain.server.ts";

/** The least there is. */
const JOINED_AS: Role = "viewer";

type Wish = { user: ApexUser; slug: string };

/** The name of the workspace that is open to this person; undefined where they ask, as for any name. */
export async function findOpenWorkspace(tier: DataTier, wish: Wish): Promise<string | undefined> {
  return (await findOpen(tier, wish))?.name;
}

/** Answers false where it is not open to them (any more). Throws ProviderUnavailable, and nobody is in. */
export async function joinAtOnce(
  tier: DataTier,
  { user, slug, actor }: Wish & { actor: Actor },
): Promise<boolean> {
  const open = await findOpen(tier, { user, slug });
  const tenant = open && (await tier.controlDb.read((tx) => getTenant(tx, open.id)));
  if (!tenant) return false;
  const joining = { person: user, slug, domain: open.domain, role: JOINED_AS, actor };
  return letInAtProvider(tier, tenant, (tx) => joinByDomain(tx, joining));
}

async function findOpen(tier: DataTier, { user, slug }: Wish) {
  const domain = mailDomainOf(user.email);
  if (!domain) return undefined;
  const open = await tier.controlDb.read((tx) => findOpenTenant(tx, { slug, userId: user.id, domain }));
  if (!open) return undefined;
  const verified = await identity.users.verifiedEmail(user.id);
  return verified && mailDomainOf(verified) === domain ? { ...open, domain } : undefined;
}
