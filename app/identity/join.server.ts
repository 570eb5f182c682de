/** Letting in somebody who asked: here, at the provider and in the tenant. */
import { isClerkAPIResponseError } from "@clerk/backend/errors";
import { acceptJoinRequest, type MembershipChange, undoAcceptance } from "#app/db.people.server.ts";
import type { DataTier, Role, Tenant } from "#app/db.server.ts";
import { requireOffered } from "./invitations.server.ts";
import { syncMember } from "./members.server.ts";
import { addProviderMembership } from "./memberships.server.ts";

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
  if (organizationId) await requireOffered(role);
  const made = await tier.controlDb.write((tx) => acceptJoinRequest(tx, { tenantId, ...acceptance }));
  if (!made) return false;
  try {
    if (organizationId && made.isNew)
      await addProviderMembership({ organizationId, userId: made.key.userId }, role);
  } catch (error) {
    if (!isMemberAlready(error)) {
      await tier.controlDb.write((tx) => undoAcceptance(tx, made));
      throw error;
    }
  }
  await syncMember(tier, made.key);
  return true;
}

/** The job was faster. */
const isMemberAlready = (error: unknown): boolean =>
  isClerkAPIResponseError(error) &&
  error.errors.some(({ code }) => code === "already_a_member_in_organization");
