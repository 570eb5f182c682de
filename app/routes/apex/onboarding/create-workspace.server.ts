/** From a filled-in form to an organization at the identity provider; the tenant follows from its webhook. */

import {
  checkSlug,
  type DataTier,
  findFreeSlug,
  findJustMade,
  isSlugTaken,
  mayOwnAnother,
  POSTED_TWICE_WITHIN_S,
} from "#app/db.server.ts";
import { entitlementsOf } from "#app/db.shared.ts";
import { message } from "#app/i18n/message.ts";
import { identity } from "#app/identity/identity.server.ts";
import type { ApexUser } from "#app/identity/identity-provider.ts";
import { SlugTakenAtProvider } from "#app/identity/provider-errors.ts";
import type { WorkspaceInput } from "#app/validation/workspace.ts";

type Created = { slug: string; organizationId: string };
type Refused = { slugError: string } | { planError: string };

const MAX_ATTEMPTS = 5;

/** A form that is posted twice makes one workspace: the second answers what the first made. */
export async function createWorkspace(
  tier: DataTier,
  user: ApexUser,
  input: WorkspaceInput,
): Promise<Created | Refused> {
  const { plan } = input;
  const before = await tier.controlDb.read((tx) => findJustMade(tx, user.id, input));
  if (before) return before;
  // Said before anything is made; the transaction that makes the tenant asks again.
  if (!(await tier.controlDb.read((tx) => mayOwnAnother(tx, user.id, plan))))
    return { planError: message("validation.tooManyWorkspaces", { max: entitlementsOf(plan).maxOwned }) };
  return input.slug ? withSlug(tier, user, input) : withSlugFromName(tier, user, input);
}

async function withSlug(tier: DataTier, user: ApexUser, input: WorkspaceInput): Promise<Created | Refused> {
  const slugError = await refuseSlug(tier, input.slug);
  if (slugError) return { slugError };
  const created = await createUnlessTaken(user, input);
  return created ?? { slugError: await taken(tier, `${input.slug}-2`) };
}

/** Nobody has chosen this slug, so nobody is asked when it turns out to be taken at the provider. */
async function withSlugFromName(
  tier: DataTier,
  user: ApexUser,
  input: WorkspaceInput,
): Promise<Created | Refused> {
  let slug = await freeSlug(tier, input.name);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const created = await createUnlessTaken(user, { ...input, slug });
    if (created) return created;
    slug = await freeSlug(tier, `${slug}-${crypto.randomUUID().slice(0, 4)}`);
  }
  return { slugError: await taken(tier, slug) };
}

async function refuseSlug(tier: DataTier, slug: string): Promise<string | undefined> {
  switch (checkSlug(slug)) {
    case "format":
      return message("validation.slugFormat", { suggestion: await freeSlug(tier, slug) });
    case "reserved":
      return message("validation.slugReserved", { suggestion: await freeSlug(tier, `${slug}-workspace`) });
    case "ok":
      return (await tier.controlDb.read((tx) => isSlugTaken(tx, slug))) ? taken(tier, slug) : undefined;
  }
}

const freeSlug = (tier: DataTier, wanted: string): Promise<string> =>
  tier.controlDb.read((tx) => findFreeSlug(tx, wanted));

const taken = async (tier: DataTier, slug: string): Promise<string> =>
  message("validation.slugTaken", { suggestion: await freeSlug(tier, slug) });

async function createUnlessTaken(
  { id: userId }: ApexUser,
  { name, slug, plan }: WorkspaceInput,
): Promise<Created | undefined> {
  try {
    return { slug, ...(await identity.organizations.create({ userId, name, slug, plan })) };
  } catch (error) {
    if (!(error instanceof SlugTakenAtProvider)) throw error;
    const since = new Date(Date.now() - POSTED_TWICE_WITHIN_S * 1_000);
    const before = await identity.organizations.findMadeSince({ userId, name, slug, since });
    return before && { slug, ...before };
  }
}
