/** Deactivating a member, and letting them in again: ours alone, the provider has no such state. */
import {
  type ActivityChange,
  changeActivity,
  getMembershipRole,
  isLastOwner,
} from "#app/db.people.server.ts";
import type { DataTier, Tenant } from "#app/db.server.ts";
import { syncMember } from "./members.server.ts";

type Change = Omit<ActivityChange, "key"> & { userId: string };

/**
 * In effect at once, in every process. Answers false for who is not a member. Throws LastOwner, OwnMembership
 * and RoleBeyondReach.
 */
export async function setMemberActivity(
  tier: DataTier,
  tenant: Tenant,
  { userId, ...change }: Change,
): Promise<boolean> {
  const key = { tenantId: tenant.id, userId };
  const isMember = await tier.controlDb.write((tx) => changeActivity(tx, { key, ...change }));
  if (isMember) await syncMember(tier, key);
  return isMember;
}

/** Whether nobody else could let this person in again; to say so only, whatever is done decides by itself. */
export async function ownsAlone(tier: DataTier, { id: tenantId }: Tenant, userId: string): Promise<boolean> {
  const key = { tenantId, userId };
  const [role, isLast] = await tier.controlDb.read((tx) =>
    Promise.all([getMembershipRole(tx, key), isLastOwner(tx, key)]),
  );
  return role === "owner" && isLast;
}
