import {
  controlDb,
  getMembershipRole,
  getTenantByOrganization,
  getTenantBySlug,
  type Tenant,
} from "./db.server.ts";

type Awaited = { slug: string; organizationId: string | null };

/** The tenant that a person waits for, once it is there and theirs to enter. By organization: its slug may differ. */
export async function findAwaitedTenant(
  userId: string,
  { slug, organizationId }: Awaited,
): Promise<Tenant | undefined> {
  return controlDb().read(async (tx) => {
    const tenant = organizationId
      ? await getTenantByOrganization(tx, organizationId)
      : await getTenantBySlug(tx, slug);
    if (!tenant) return undefined;
    return (await getMembershipRole(tx, { tenantId: tenant.id, userId })) ? tenant : undefined;
  });
}
