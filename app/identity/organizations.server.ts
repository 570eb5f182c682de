/** Organizations at the provider; tenants follow from its webhooks. */
import { isClerkAPIResponseError } from "@clerk/backend/errors";
import type { User } from "#app/db.people.server.ts";
import type { Plan } from "#app/db.server.ts";
import { answered, clerkClient, unlessMissing } from "./client.server.ts";

/** Another organization at the provider has the slug. */
export class SlugTakenAtProvider extends Error {
  constructor(options: ErrorOptions) {
    super("The identity provider has an organization with this slug.", options);
    this.name = "SlugTakenAtProvider";
  }
}

const TAKEN = new Set(["form_identifier_exists", "duplicate_record"]);

/** Throws SlugTakenAtProvider. The plan reaches provisioning in the organization's private metadata. */
export async function createOrganization(options: {
  user: Pick<User, "id">;
  name: string;
  slug: string;
  plan: Plan;
}): Promise<{ organizationId: string }> {
  const { user, name, slug, plan } = options;
  const client = await clerkClient();
  try {
    const organization = await answered(
      client.organizations.createOrganization({
        name,
        slug,
        createdBy: user.id,
        privateMetadata: { plan },
      }),
    );
    return { organizationId: organization.id };
  } catch (error) {
    if (isClerkAPIResponseError(error) && error.errors.some(({ code }) => TAKEN.has(code))) {
      throw new SlugTakenAtProvider({ cause: error });
    }
    throw error;
  }
}

/**
 * The organization that the person made with this slug and name since a moment; undefined where it is
 * another's, an older one, or none.
 */
export async function findMadeSince(made: {
  user: Pick<User, "id">;
  name: string;
  slug: string;
  since: Date;
}): Promise<{ organizationId: string } | undefined> {
  const client = await clerkClient();
  const found = await unlessMissing(client.organizations.getOrganization({ slug: made.slug }));
  if (!found || found.createdBy !== made.user.id || found.name !== made.name) return undefined;
  return found.createdAt >= made.since.getTime() ? { organizationId: found.id } : undefined;
}

/** Takes an organization back; one that is not there is as good as deleted. */
export async function deleteOrganization(organizationId: string): Promise<void> {
  const client = await clerkClient();
  await unlessMissing(client.organizations.deleteOrganization(organizationId));
}

/** Who created an organization; undefined where the provider does not know it or them. */
export async function fetchCreator(organizationId: string): Promise<string | undefined> {
  const client = await clerkClient();
  const organization = await unlessMissing(client.organizations.getOrganization({ organizationId }));
  return organization?.createdBy ?? undefined;
}

/** Roles that may own an organization, the likeliest first. */
const LEADING_ROLES = ["org:owner", "org:admin"] as const;

/** Who leads an organization, the longest there first; undefined where nobody does. */
export async function fetchLeader(organizationId: string): Promise<string | undefined> {
  const client = await clerkClient();
  for (const role of LEADING_ROLES) {
    const list = client.organizations.getOrganizationMembershipList({
      organizationId,
      role: [role],
      orderBy: "+created_at",
      limit: 1,
    });
    const found = await unlessMissing(list);
    const userId = found?.data[0]?.publicUserData?.userId;
    if (userId) return userId;
  }
  return undefined;
}

const OWNER_ROLE = "org:owner";
const ROLES_KEPT_MS = 10 * 60_000;
let known: { hasOwnerRole: boolean; until: number } | undefined;

/** Whether this instance has a role for owners; where it has not, an organization's creator is its owner. */
export async function hasOwnerRole(): Promise<boolean> {
  if (known && known.until > Date.now()) return known.hasOwnerRole;
  const client = await clerkClient();
  const roles = await unlessMissing(client.organizationRoles.getOrganizationRoleList({ query: OWNER_ROLE }));
  known = {
    hasOwnerRole: roles?.data.some((role) => role.key === OWNER_ROLE) ?? false,
    until: Date.now() + ROLES_KEPT_MS,
  };
  return known.hasOwnerRole;
}
