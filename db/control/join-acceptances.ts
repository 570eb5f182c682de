/** Letting in who asked: a member from the moment of the decision, at the provider a little later. */
import { and, eq, isNull, sql } from "drizzle-orm";
import { RoleBeyondReach } from "../people-errors.ts";
import type { Role } from "../routing/tenant.ts";
import { recordAudit } from "./audit-log.ts";
import type { ControlTx } from "./control-db.ts";
import { enqueue } from "./jobs.ts";
import { tellOfRequest } from "./join-asking.ts";
import { isWaiting } from "./join-requests.ts";
import { lockOwners, type MembershipChange } from "./member-changes.ts";
import {
  addMembershipHere,
  getMembershipRole,
  getMembershipState,
  type MembershipKey,
} from "./memberships.ts";
import { joinRequests } from "./schema/join-requests.ts";
import { memberships } from "./schema/people.ts";

/** Tells the tenant's own table, the provider and the person, where they have not heard of it. */
export const JOIN_ACCEPTED_JOB = "join-accepted";

type Acceptance = { tenantId: string; id: string; role: Role; by: MembershipChange["by"] };
/** `isFirst`: they had never been in, and what is taken back leaves nothing of them. */
export type MadeAcceptance = {
  key: MembershipKey;
  id: string;
  role: Role;
  isNew: boolean;
  isFirst: boolean;
};

/**
 * Answers undefined where the request does not wait for this tenant (any more); who came in meanwhile by
 * another way stays what they are. A job follows that tells whoever has not heard of it, should this process
 * end. Throws RoleBeyondReach.
 */
export async function acceptJoinRequest(
  tx: ControlTx,
  { tenantId, id, role, by }: Acceptance,
): Promise<MadeAcceptance | undefined> {
  await lockOwners(tx, tenantId);
  const own = await getMembershipRole(tx, { tenantId, userId: by.userId });
  if (!own || !by.may(own, role)) throw new RoleBeyondReach();
  const [accepted] = await tx
    .update(joinRequests)
    .set({ status: "accepted", role, deciderId: by.userId, decidedAt: new Date() })
    .where(isWaiting({ tenantId, id }))
    .returning({ userId: joinRequests.userId });
  if (!accepted) return undefined;
  const key = { tenantId, userId: accepted.userId };
  const isNew = (await getMembershipState(tx, key))?.role === undefined;
  if (isNew) await addMembershipHere(tx, key, role);
  const detail = { userId: key.userId, role };
  await recordAudit(tx, { actor: by.actor, action: "join.accept", tenantId, detail });
  await enqueue(tx, { name: JOIN_ACCEPTED_JOB, payload: { requestId: id } });
  return { key, id, role, isNew, isFirst: false };
}

/** The provider refused: the request waits again, unless somebody has changed the membership since. */
export async function undoAcceptance(tx: ControlTx, made: MadeAcceptance): Promise<void> {
  const { key, id, role, isNew, isFirst } = made;
  await lockOwners(tx, key.tenantId);
  // From before the provider was asked: should only its answer be lost, its message counts.
  const decidedAt = sql`(select ${joinRequests.decidedAt} from ${joinRequests} where ${joinRequests.id} = ${id})`;
  if (isNew) {
    const isAsMade = and(
      eq(memberships.tenantId, key.tenantId),
      eq(memberships.userId, key.userId),
      eq(memberships.role, role),
      isNull(memberships.deletedAt),
      // The provider has not said anything of it.
      isNull(memberships.sourceId),
    );
    const deletedAt = sql`greatest(${decidedAt}, ${memberships.sourceUpdatedAt})`;
    const whose = { userId: memberships.userId };
    const ended = isFirst
      ? await tx.delete(memberships).where(isAsMade).returning(whose)
      : await tx.update(memberships).set({ deletedAt }).where(isAsMade).returning(whose);
    // It has told of them meanwhile: they are in.
    if (ended.length === 0) return;
  }
  const [waiting] = await tx
    .update(joinRequests)
    .set({ status: "pending", role: null, deciderId: null, decidedAt: null })
    .where(and(eq(joinRequests.id, id), eq(joinRequests.status, "accepted")))
    .returning({ id: joinRequests.id });
  await tellOfRequest(tx, waiting);
  const detail = { userId: key.userId, role };
  await recordAudit(tx, { actor: { kind: "system" }, action: "join.undo", tenantId: key.tenantId, detail });
}
