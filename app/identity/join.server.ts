/** Letting in somebody who asked: here, at the provider and in the tenant. */
import { acceptJoinRequest, type MembershipChange, undoAcceptance } from "#app/db.people.server.ts";
import type { DataTier, Role, Tenant } from "#app/db.server.ts";
import { identity } from "./identity.server.ts";
import { syncMember } from "./members.server.ts";

type Acceptance = { id: string; role: Role; by: MembershipChange["by"] };

/**
 * A member at once; what the provider refuses is as before. Answers false for a request that does not wait
 * for this tenant. Throws RoleBeyondReach, RoleNotOffered and ProviderUnavailable.
 */
export async function acceptRequest(
  tier: DataTier,
  { id: tenantId, organizationId }: Tenant,
  acceptance: Acceptance,
): Promise<boolean> {
  const { role } = acceptance;
  if (organizationId) await identity.memberships.requireOffered(role);
  const made = await tier.controlDb.write((tx) => acceptJoinRequest(tx, { tenantId, ...acceptance }));
  if (!made) return false;
  try {
    if (organizationId && made.isNew)
      await identity.memberships.add({ organizationId, userId: made.key.userId }, role);
  } catch (error) {
    await tier.controlDb.write((tx) => undoAcceptance(tx, made));
    // The job may have told the tenant's own table meanwhile.
    await syncMember(tier, made.key);
    throw error;
  }
  await syncMember(tier, made.key);
  return true;
}
