/** Who is in an organization at the provider, as what; its messages of it follow. */
import type { Role } from "#app/db.server.ts";
import { clerkClient, unlessMissing } from "./client.server.ts";
import { hasOwnerRole } from "./organizations.server.ts";
import { PROVIDER_ROLES } from "./roles.ts";

type Key = { organizationId: string; userId: string };

/** Where the instance has no role for owners, whoever created an organization owns it, as its admin. */
const providerRole = async (role: Role): Promise<string> =>
  PROVIDER_ROLES[role === "owner" && !(await hasOwnerRole()) ? "admin" : role];

/** Answers false where the provider knows no such membership. Throws ProviderUnavailable. */
export async function setProviderRole(key: Key, role: Role): Promise<boolean> {
  const client = await clerkClient();
  const asked = client.organizations.updateOrganizationMembership({ ...key, role: await providerRole(role) });
  return (await unlessMissing(asked)) !== undefined;
}

/** One that is not there is as good as ended. Throws ProviderUnavailable. */
export async function endProviderMembership(key: Key): Promise<void> {
  const client = await clerkClient();
  await unlessMissing(client.organizations.deleteOrganizationMembership(key));
}

type ProviderMembership = { id: string; role: string; updatedAt: Date };

/** Undefined where the person is not in the organization. Throws ProviderUnavailable. */
export async function fetchMembership({
  organizationId,
  userId,
}: Key): Promise<ProviderMembership | undefined> {
  const client = await clerkClient();
  const asked = client.organizations.getOrganizationMembershipList({
    organizationId,
    userId: [userId],
    limit: 1,
  });
  const found = (await unlessMissing(asked))?.data[0];
  return found && { id: found.id, role: found.role, updatedAt: new Date(found.updatedAt) };
}

/** Makes somebody a member in this role. Throws ProviderUnavailable. */
export async function addProviderMembership(key: Key, role: Role): Promise<void> {
  const client = await clerkClient();
  const asked = client.organizations.createOrganizationMembership({ ...key, role: await providerRole(role) });
  await unlessMissing(asked);
}
