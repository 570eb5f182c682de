/** Another role for a member, or the end of their membership: here, at the provider and in the tenant. */
import { changeMembership, type MembershipChange, undoMembershipChange } from "#app/db.people.server.ts";
import type { DataTier, Tenant } from "#app/db.server.ts";
import { identity } from "./identity.server.ts";
import { syncMember } from "./members.server.ts";

type Change = Omit<MembershipChange, "key"> & { userId: string };

/**
 * Shown at once; the provider's own message changes nothing more. What the provider refuses is as before.
 * Answers false for who is not a member. Throws LastOwner, RoleBeyondReach, RoleNotOffered and
 * ProviderUnavailable.
 */
export async function changeMember(
  tier: DataTier,
  tenant: Tenant,
  { userId, to, by }: Change,
): Promise<boolean> {
  const key = { tenantId: tenant.id, userId };
  if (to && tenant.organizationId) await identity.memberships.requireOffered(to);
  const made = await tier.controlDb.write((tx) => changeMembership(tx, { key, to, by }));
  if (!made) return false;
  try {
    await tellProvider(tenant, { userId, to });
  } catch (error) {
    await tier.controlDb.write((tx) => undoMembershipChange(tx, made));
    // The job may have told the tenant's own table meanwhile.
    await syncMember(tier, key);
    throw error;
  }
  await syncMember(tier, key);
  return true;
}

/** A tenant that was made by command has no organization. */
async function tellProvider(
  { organizationId }: Tenant,
  { userId, to }: Pick<Change, "userId" | "to">,
): Promise<void> {
  if (!organizationId) return;
  if (to) await identity.memberships.setRole({ organizationId, userId }, to);
  else await identity.memberships.end({ organizationId, userId });
}
