/** From a filled-in form to an organization at the identity provider; the tenant follows from its webhook. */

import { checkSlug, controlDb, findFreeSlug, isSlugTaken, mayOwnAnother } from "#app/db.server.ts";
import { entitlementsOf } from "#app/db.shared.ts";
import { message } from "#app/i18n/message.ts";
import type { ApexUser } from "#app/identity/clerk.server.ts";
import { createOrganization, SlugTakenAtProvider } from "#app/identity/organizations.server.ts";
import type { WorkspaceInput } from "#app/validation/workspace.ts";

type Created = { slug: string; organizationId: string };
type Refused = { slugError: string } | { planError: string };

const MAX_ATTEMPTS = 5;

export async function createWorkspace(user: ApexUser, input: WorkspaceInput): Promise<Created | Refused> {
  const { plan } = input;
  // Said before anything is made; the transaction that makes the tenant asks again.
  if (!(await controlDb().read((tx) => mayOwnAnother(tx, user.id, plan))))
    return { planError: message("validation.tooManyWorkspaces", { max: entitlementsOf(plan).maxOwned }) };
  return input.slug ? withSlug(user, input) : withSlugFromName(user, input);
}

async function withSlug(user: ApexUser, input: WorkspaceInput): Promise<Created | Refused> {
  const slugError = await refuseSlug(input.slug);
  if (slugError) return { slugError };
  const created = await createUnlessTaken(user, input);
  return created ?? { slugError: await taken(`${input.slug}-2`) };
}

/** Nobody has chosen this slug, so nobody is asked when it turns out to be taken at the provider. */
async function withSlugFromName(user: ApexUser, input: WorkspaceInput): Promise<Created | Refused> {
  let slug = await freeSlug(input.name);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
    const created = await createUnlessTaken(user, { ...input, slug });
    if (created) return created;
    slug = await freeSlug(`${slug}-${crypto.randomUUID().slice(0, 4)}`);
  }
  return { slugError: await taken(slug) };
}

async function refuseSlug(slug: string): Promise<string | undefined> {
  switch (checkSlug(slug)) {
    case "format":
      return message("validation.slugFormat", { suggestion: await freeSlug(slug) });
    case "reserved":
      return message("validation.slugReserved", { suggestion: await freeSlug(`${slug}-workspace`) });
    case "ok":
      return (await controlDb().read((tx) => isSlugTaken(tx, slug))) ? taken(slug) : undefined;
  }
}

const freeSlug = (wanted: string): Promise<string> => controlDb().read((tx) => findFreeSlug(tx, wanted));

const taken = async (slug: string): Promise<string> =>
  message("validation.slugTaken", { suggestion: await freeSlug(slug) });

async function createUnlessTaken(
  user: ApexUser,
  { name, slug, plan }: WorkspaceInput,
): Promise<Created | undefined> {
  try {
    return { slug, ...(await createOrganization({ user, name, slug, plan })) };
  } catch (error) {
    if (error instanceof SlugTakenAtProvider) return undefined;
    throw error;
  }
}
