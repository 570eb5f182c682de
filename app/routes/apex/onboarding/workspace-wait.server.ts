import { getMembershipRole } from "#app/db.people.server.ts";
import {
  type DataTier,
  getTenantByOrganization,
  getTenantBySlug,
  hasTombstone,
  type Tenant,
} from "#app/db.server.ts";

type Awaited = { slug: string; organizationId: string | null };
/** `isRefused`: the organization was taken back before it had a tenant. */
type Found = { tenant: Tenant | undefined; isRefused: boolean };

/**
 * The tenant that a person waits for, once it is there and theirs to enter. By organization: its slug may
 * differ.
 */
export async function findAwaitedTenant(
  tier: DataTier,
  userId: string,
  { slug, organizationId }: Awaited,
): Promise<Found> {
  return tier.controlDb.read(async (tx) => {
    const tenant = organizationId
      ? await getTenantByOrganization(tx, organizationId)
      : await getTenantBySlug(tx, slug);
    if (!tenant) {
      const isRefused = organizationId !== null && (await hasTombstone(tx, "organization", organizationId));
      return { tenant, isRefused };
    }
    const isMember = await getMembershipRole(tx, { tenantId: tenant.id, userId });
    return { tenant: isMember ? tenant : undefined, isRefused: false };
  });
}
