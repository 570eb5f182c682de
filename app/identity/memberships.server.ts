/** Who is in an organization at the provider, as what; its messages of it follow. */
import type { Role } from "#app/db.server.ts";
import { answered, clerkClient, unlessMissing } from "./client.server.ts";
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

/** Makes somebody a member in this role, or gives one the role. Throws ProviderUnavailable. */
export async function ensureProviderRole(key: Key, role: Role): Promise<void> {
  if (await setProviderRole(key, role)) return;
  const client = await clerkClient();
  const asked = client.organizations.createOrganizationMembership({ ...key, role: await providerRole(role) });
  await answered(asked);
}
