/** Letting in somebody who asked: here, at the provider and in the tenant. */
import {
  acceptJoinRequest,
  declineJoinRequest,
  type MadeAcceptance,
  type MembershipChange,
  undoAcceptance,
} from "#app/db.people.server.ts";
import type { ControlTx, DataTier, Role, Tenant } from "#app/db.server.ts";
import { identity } from "./identity.server.ts";
import { syncMember } from "./members.server.ts";

type Acceptance = { id: string; role: Role; by: MembershipChange["by"] };

/**
 * A member at once; what the provider refuses is as before. Answers false for a request that does not wait
 * for this tenant. Throws RoleBeyondReach, RoleNotOffered and ProviderUnavailable.
 */
export async function acceptRequest(
  tier: DataTier,
  tenant: Tenant,
  acceptance: Acceptance,
): Promise<boolean> {
  if (tenant.organizationId) await identity.memberships.requireOffered(acceptance.role);
  return letInAtProvider(tier, tenant, (tx) => acceptJoinRequest(tx, { tenantId: tenant.id, ...acceptance }));
}

/** Answers false where nothing was made here. What the provider refuses is taken back, and waits. */
export async function letInAtProvider(
  tier: DataTier,
  { organizationId }: Tenant,
  make: (tx: ControlTx) => Promise<MadeAcceptance | undefined>,
): Promise<boolean> {
  const made = await tier.controlDb.write(make);
  if (!made) return false;
  try {
    if (organizationId && made.isNew)
      await identity.memberships.add({ organizationId, userId: made.key.userId }, made.role);
  } catch (error) {
    await tier.controlDb.write((tx) => undoAcceptance(tx, made));
    // The job may have told the tenant's own table meanwhile.
    await syncMember(tier, made.key);
    throw error;
  }
  await syncMember(tier, made.key);
  return true;
}

type Decline = { id: string; by: Pick<MembershipChange["by"], "userId" | "actor"> };

/** Who asked gets a mail of it. Answers false for a request that does not wait for this tenant. */
export const declineRequest = (
  tier: DataTier,
  { id: tenantId }: Tenant,
  decline: Decline,
): Promise<boolean> => tier.controlDb.write((tx) => declineJoinRequest(tx, { tenantId, ...decline }));
