/**
 * What owners, admins and members themselves change in a tenant: who is in it, and as what. Its last owner
 * stays one: changes of one tenant's owners take turns.
 */
import { and, count, eq, isNull, ne, sql } from "drizzle-orm";
import { LastOwner, RoleBeyondReach } from "../errors.ts";
import type { Role } from "../routing/tenant.ts";
import { type Actor, recordAudit } from "./audit-log.ts";
import type { ControlTx } from "./control-db.ts";
import { lockKeys } from "./locks.ts";
import { getMembershipRole, type MembershipKey } from "./memberships.ts";
import { memberships, users } from "./schema/people.ts";
import { revokeSessionsByMember } from "./sessions.ts";

/** Takes the turn of whoever changes a tenant's owners. */
export const lockOwners = (tx: ControlTx, tenantId: string): Promise<void> =>
  lockKeys(tx, `owners:${tenantId}`);

/** Whether nobody else owns the tenant. An answer holds only under `lockOwners`. */
export async function isLastOwner(tx: ControlTx, { tenantId, userId }: MembershipKey): Promise<boolean> {
  const [others] = await tx
    .select({ n: count() })
    .from(memberships)
    .innerJoin(users, and(eq(users.id, memberships.userId), isNull(users.deletedAt)))
    .where(
      and(
        eq(memberships.tenantId, tenantId),
        eq(memberships.role, "owner"),
        isNull(memberships.deletedAt),
        ne(memberships.userId, userId),
      ),
    );
  return others?.n === 0;
}

export type MembershipChange = {
  key: MembershipKey;
  /** Undefined: out of the tenant. */
  to: Role | undefined;
  /** Who does it; `may` says whether somebody in the first role may give or take the second. */
  by: { userId: string; actor: Actor; may: (own: Role, other: Role) => boolean };
};

/**
 * Answers the role from before, undefined where the person was not in the tenant. Whoever does it must have
 * the right at this moment: their own role may have been taken from them a moment ago. What the provider says
 * afterwards of the same change has a version of its own, so ours stays as it is. Throws LastOwner, and
 * RoleBeyondReach.
 */
export async function changeMembership(
  tx: ControlTx,
  { key, to, by }: MembershipChange,
): Promise<Role | undefined> {
  await lockOwners(tx, key.tenantId);
  const from = await getMembershipRole(tx, key);
  if (!from) return undefined;
  const own = await getMembershipRole(tx, { tenantId: key.tenantId, userId: by.userId });
  const isLeaving = to === undefined && key.userId === by.userId;
  const isWithin = own && by.may(own, from) && (to === undefined || by.may(own, to));
  if (!isLeaving && !isWithin) throw new RoleBeyondReach();
  if (from === to) return from;
  if (from === "owner" && (await isLastOwner(tx, key))) throw new LastOwner();
  await tx
    .update(memberships)
    .set(to ? { role: to } : { deletedAt: sql`greatest(now(), ${memberships.sourceUpdatedAt})` })
    .where(and(eq(memberships.tenantId, key.tenantId), eq(memberships.userId, key.userId)));
  await revokeSessionsByMember(tx, key);
  await recordAudit(tx, {
    actor: by.actor,
    action: to ? "member.role" : isLeaving ? "member.leave" : "member.remove",
    tenantId: key.tenantId,
    detail: { userId: key.userId, from, ...(to && { to }) },
  });
  return from;
}

/** The provider refused: what was changed is as before. */
export async function undoMembershipChange(tx: ControlTx, key: MembershipKey, from: Role): Promise<void> {
  await tx
    .update(memberships)
    .set({ role: from, deletedAt: null })
    .where(and(eq(memberships.tenantId, key.tenantId), eq(memberships.userId, key.userId)));
}
