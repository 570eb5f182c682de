import { findInvitedTenantId, getMembershipRole } from "#app/db.people.server.ts";
import { type DataTier, getTenant, getTenantByOrganization } from "#app/db.server.ts";

type Joined = { slug: string; name: string; isMember: boolean };

/**
 * The workspace that a person has been asked into, and whether they are in by now; `organizationId` is null
 * where only the provider knows which. Undefined where they were not asked: its name is not their business.
 */
export async function findJoined(
  { controlDb }: DataTier,
  { id: userId, email }: { id: string; email: string },
  organizationId: string | null,
): Promise<Joined | undefined> {
  return controlDb.read(async (tx) => {
    const invitedTo = await findInvitedTenantId(tx, email, organizationId);
    const tenant = organizationId
      ? await getTenantByOrganization(tx, organizationId)
      : invitedTo && (await getTenant(tx, invitedTo));
    if (!tenant) return undefined;
    const isMember = (await getMembershipRole(tx, { tenantId: tenant.id, userId })) !== undefined;
    if (!isMember && invitedTo !== tenant.id) return undefined;
    return { slug: tenant.slug, name: tenant.name, isMember };
  });
}
