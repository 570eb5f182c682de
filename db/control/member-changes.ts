/**
 * What owners, admins and members themselves change in a tenant: who is in it, and as what. Its last owner
 * stays one: changes of one tenant's owners take turns.
 */
import { and, count, eq, isNull, ne, sql } from "drizzle-orm";
import { LastOwner, RoleBeyondReach } from "../people-errors.ts";
import type { Role } from "../routing/tenant.ts";
import { type Actor, recordAudit } from "./audit-log.ts";
import type { ControlTx } from "./control-db.ts";
import { enqueue } from "./jobs.ts";
import { lockKeys } from "./locks.ts";
import { getMembershipRole, getMembershipState, type MembershipKey } from "./memberships.ts";
import { memberships, users } from "./schema/people.ts";
import { revokeSessionsByMember } from "./sessions.ts";
import { MAY_SIGN_IN } from "./users.ts";

/** Tells the tenant's own table and the provider of a membership, where they have not heard of it. */
export const TELL_MEMBER_JOB = "tell-member";

/** Takes the turn of whoever changes a tenant's owners. */
export const lockOwners = (tx: ControlTx, tenantId: string): Promise<void> =>
  lockKeys(tx, `owners:${tenantId}`);

/** Whether nobody else owns the tenant who may come in. An answer holds only under `lockOwners`. */
export async function isLastOwner(tx: ControlTx, { tenantId, userId }: MembershipKey): Promise<boolean> {
  const [others] = await tx
    .select({ n: count() })
    .from(memberships)
    .innerJoin(users, and(eq(users.id, memberships.userId), MAY_SIGN_IN))
    .where(
      and(
        eq(memberships.tenantId, tenantId),
        eq(memberships.role, "owner"),
        isNull(memberships.deletedAt),
        isNull(memberships.deactivatedAt),
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

/** What was made of a membership: enough to take it back while nobody else has changed it. */
export type MadeChange = MembershipChange & {
  from: Role;
  endedAt: Date | null;
  sourceUpdatedAt: Date;
  /** Since when the person was kept out. */
  deactivatedAt: Date | null;
};

/**
 * Answers what was made, undefined where the person was not in the tenant. Whoever does it must have the
 * right at this moment: their own role may have been taken from them a moment ago. What the provider says
 * afterwards of the same change has a version of its own, so ours stays as it is. A job follows that tells
 * whoever has not heard of it, should this process end. Throws LastOwner, and RoleBeyondReach.
 */
export async function changeMembership(
  tx: ControlTx,
  change: MembershipChange,
): Promise<MadeChange | undefined> {
  const { key, to, by } = change;
  await lockOwners(tx, key.tenantId);
  const { role: from, deactivatedAt = null } = (await getMembershipState(tx, key)) ?? {};
  if (!from) return undefined;
  const own = await getMembershipRole(tx, { tenantId: key.tenantId, userId: by.userId });
  const isLeaving = to === undefined && key.userId === by.userId;
  const isWithin = own && by.may(own, from) && (to === undefined || by.may(own, to));
  if (!isLeaving && !isWithin) throw new RoleBeyondReach();
  if (from === "owner" && to !== "owner" && (await isLastOwner(tx, key))) throw new LastOwner();
  const [made] = await tx
    .update(memberships)
    .set(to ? { role: to } : { deletedAt: ENDED_NOW, deactivatedAt: null })
    .where(isRow(key))
    .returning({ endedAt: memberships.deletedAt, sourceUpdatedAt: memberships.sourceUpdatedAt });
  if (!made) return undefined;
  if (from !== to) {
    // Under another role a session gets a new secret at its next request; who is out has none.
    if (!to) await revokeSessionsByMember(tx, key);
    const action = to ? "member.role" : isLeaving ? "member.leave" : "member.remove";
    await audit(tx, change, action, { from, ...(to && { to }) });
    await enqueue(tx, { name: TELL_MEMBER_JOB, payload: key });
  }
  return { ...change, from, deactivatedAt, ...made };
}

/** To the millisecond, as we read it back; never before it was last heard of. */
const ENDED_NOW = sql`date_trunc('milliseconds', greatest(now(), ${memberships.sourceUpdatedAt}))`;

const isRow = ({ tenantId, userId }: MembershipKey) =>
  and(eq(memberships.tenantId, tenantId), eq(memberships.userId, userId));

const audit = (
  tx: ControlTx,
  { key: { tenantId, userId }, by }: MembershipChange,
  action: string,
  detail: object,
): Promise<void> => recordAudit(tx, { actor: by.actor, action, tenantId, detail: { userId, ...detail } });

/**
 * The provider refused: what was changed is as before, unless somebody has changed it since, or owns the
 * tenant alone by it. Answers whether it is.
 */
export async function undoMembershipChange(tx: ControlTx, made: MadeChange): Promise<boolean> {
  const { key, from, to, endedAt, sourceUpdatedAt, deactivatedAt } = made;
  if (from === to) return false;
  await lockOwners(tx, key.tenantId);
  if (to === "owner" && (await isLastOwner(tx, key))) return false;
  const isAsMade = endedAt
    ? eq(memberships.deletedAt, endedAt)
    : and(isNull(memberships.deletedAt), eq(memberships.role, to ?? from));
  const undone = await tx
    .update(memberships)
    .set({ role: from, deletedAt: null, ...(!to && { deactivatedAt }) })
    .where(and(isRow(key), isAsMade, eq(memberships.sourceUpdatedAt, sourceUpdatedAt)))
    .returning({ userId: memberships.userId });
  if (undone.length === 0) return false;
  await audit(tx, made, "member.undo", { from, ...(to && { to }) });
  return true;
}
