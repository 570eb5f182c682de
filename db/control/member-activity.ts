/**
 * Members who may not come in for a while: role, name and what they made stay, and nobody but who manages
 * members here brings them back. The identity provider knows of no such state, so nothing it says changes it.
 */
import { and, eq, isNull } from "drizzle-orm";
import { LastOwner, OwnMembership, RoleBeyondReach } from "../people-errors.ts";
import { recordAudit } from "./audit-log.ts";
import type { ControlTx } from "./control-db.ts";
import { enqueue } from "./jobs.ts";
import { isLastOwner, lockOwners, type MembershipChange, TELL_MEMBER_JOB } from "./member-changes.ts";
import { getMembershipRole, getMembershipState } from "./memberships.ts";
import { memberships } from "./schema/people.ts";
import { revokeSessionsByMember } from "./sessions.ts";

export type ActivityChange = Pick<MembershipChange, "key" | "by"> & { isActive: boolean };

/**
 * Ends the person's sessions and lets no new one begin, or lets them in again. Answers false for who is not
 * in the tenant. A job follows that tells the tenant's own table, should this process end. Throws LastOwner,
 * OwnMembership, and RoleBeyondReach for whoever has not the right at this moment.
 */
export async function changeActivity(tx: ControlTx, change: ActivityChange): Promise<boolean> {
  const { key, by, isActive } = change;
  const { tenantId, userId } = key;
  await lockOwners(tx, tenantId);
  const state = await getMembershipState(tx, key);
  if (!state?.role) return false;
  const own = await getMembershipRole(tx, { tenantId, userId: by.userId });
  if (!own || !by.may(own, state.role)) throw new RoleBeyondReach();
  if (!isActive && state.role === "owner" && (await isLastOwner(tx, key))) throw new LastOwner();
  if (userId === by.userId) throw new OwnMembership();
  if (isActive === !state.isDeactivated) return true;
  await tx
    .update(memberships)
    .set({ deactivatedAt: isActive ? null : new Date() })
    .where(
      and(eq(memberships.tenantId, tenantId), eq(memberships.userId, userId), isNull(memberships.deletedAt)),
    );
  await revokeSessionsByMember(tx, key);
  const action = isActive ? "member.reactivate" : "member.deactivate";
  await recordAudit(tx, { actor: by.actor, action, tenantId, detail: { userId } });
  await enqueue(tx, { name: TELL_MEMBER_JOB, payload: key });
  return true;
}
