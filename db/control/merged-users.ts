/**
 * Two people of the identity provider who turn out to be one: whatever the one was in, the other is in, in
 * the higher role of the two. In the control plane at once; a job for each tenant moves what the person made.
 */
import { and, eq, notExists } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { ROLES, type Role } from "../routing/tenant.ts";
import { type Actor, recordAudit } from "./audit-log.ts";
import type { ControlTx } from "./control-db.ts";
import { enqueue } from "./jobs.ts";
import { isLastOwner, lockOwners, TELL_MEMBER_JOB } from "./member-changes.ts";
import { endMembershipsOfUser, listTenantIdsOfUser } from "./memberships.ts";
import { invitations } from "./schema/invitations.ts";
import { joinRequests } from "./schema/join-requests.ts";
import { memberships } from "./schema/people.ts";
import { tombstones } from "./schema/webhooks.ts";
import { revokeSessionsByUser } from "./sessions.ts";
import { getTombstone, hasTombstone, lockProviderObject } from "./tombstones.ts";
import { deleteUser } from "./users.ts";

/** Moves what the person made in one tenant, when it can be reached. */
export const MERGE_MEMBER_JOB = "merge-member";

/** Who stays is gone, or was made one with a third, since it was asked who they are: to be asked again. */
class SurvivorGone extends Error {
  constructor(from: string, into: string) {
    super(`${from} was not merged into ${into}, who is gone or was merged since. Try again.`);
    this.name = "SurvivorGone";
  }
}

/** `from` is nobody any more, `into` stays: ids of users. */
export type Merge = { from: string; into: string };

/** In one tenant: as what who stays is a member afterwards; undefined where neither was one. */
export type MergedMembership = { tenantId: string; role: Role | undefined };

type Row = typeof memberships.$inferSelect;

/** What would come of it, by tenant. */
export async function planMerge(tx: ControlTx, { from, into }: Merge): Promise<MergedMembership[]> {
  const goneAt = await getTombstone(tx, "user", from);
  const planned: MergedMembership[] = [];
  for (const tenantId of await listTenantIdsOfUser(tx, from)) {
    const [mine, theirs] = await Promise.all([get(tx, tenantId, from), get(tx, tenantId, into)]);
    const isAlone = await ownAlone(tx, tenantId, { from, into }, mine);
    planned.push({ tenantId, role: roleOfBoth(mine, theirs, { goneAt, isAlone }) });
  }
  return planned;
}

/**
 * Done twice, it is done once: what the jobs move is moved once more, and that is nothing. `mergedAt`: when
 * the provider says it was. Throws SurvivorGone.
 */
export async function mergeUsers(
  tx: ControlTx,
  { from, into }: Merge,
  { actor, mergedAt }: { actor: Actor; mergedAt: Date },
): Promise<MergedMembership[]> {
  // Owners before people, as everywhere: who waits for each other waits in one order.
  for (const tenantId of (await listTenantIdsOfUser(tx, from)).toSorted()) await lockOwners(tx, tenantId);
  for (const id of [from, into].toSorted()) await lockProviderObject(tx, "user", id);
  if ((await getMergedInto(tx, from)) !== from) return [];
  if (await hasTombstone(tx, "user", into)) throw new SurvivorGone(from, into);
  const goneAt = await getTombstone(tx, "user", from);
  const tenantIds = await listTenantIdsOfUser(tx, from);
  const merged: MergedMembership[] = [];
  for (const tenantId of tenantIds)
    merged.push({ tenantId, role: await mergeMembership(tx, tenantId, { from, into }, goneAt) });
  await endMembershipsOfUser(tx, from, mergedAt);
  await revokeSessionsByUser(tx, from);
  await moveMentions(tx, { from, into });
  await deleteUser(tx, from, mergedAt);
  await tx
    .update(tombstones)
    .set({ mergedInto: into })
    .where(and(eq(tombstones.kind, "user"), eq(tombstones.id, from)));
  await follow(tx, tenantIds, { from, into });
  await recordAudit(
    tx,
    { actor, action: "identity.merge", detail: { from, into, tenants: tenantIds.length } },
    ...merged
      .filter(({ role }) => role !== undefined)
      .map(({ tenantId, role }) => ({
        actor,
        action: "member.merge",
        tenantId,
        detail: { userId: into, from, role },
      })),
  );
  return merged;
}

/** So many people in a row were made one, or the marks lead round in a circle. */
const MAX_MERGES = 10;

/** Who somebody is now: themselves, where nobody made them one with another. */
export async function getMergedInto(tx: ControlTx, userId: string): Promise<string> {
  let id = userId;
  for (let n = 0; n < MAX_MERGES; n++) {
    const [row] = await tx
      .select({ mergedInto: tombstones.mergedInto })
      .from(tombstones)
      .where(and(eq(tombstones.kind, "user"), eq(tombstones.id, id)));
    if (!row?.mergedInto) return id;
    id = row.mergedInto;
  }
  throw new Error(`${userId} was made one with others more than ${MAX_MERGES} times.`);
}

const isRow = (tenantId: string, userId: string) =>
  and(eq(memberships.tenantId, tenantId), eq(memberships.userId, userId));

async function get(tx: ControlTx, tenantId: string, userId: string): Promise<Row | undefined> {
  const [row] = await tx.select().from(memberships).where(isRow(tenantId, userId));
  return row;
}

/** Where the provider told of the end of the person first, what ended with them was theirs until then. */
const isLive = (row: Row, goneAt?: Date): boolean =>
  row.deletedAt === null || (goneAt !== undefined && row.deletedAt >= goneAt);

const liveRole = (row: Row | undefined, goneAt?: Date): Role | undefined =>
  row && isLive(row, goneAt) ? row.role : undefined;

/** Whatever the provider says of the membership is newer. */
const NEVER = new Date(0);

/** The owner's is the lowest. */
const rankOf = (role: Role): number => ROLES.indexOf(role);

/** What was taken from one who is kept out does not come back by the other, unless nobody else owns it. */
function roleOfBoth(
  from: Row | undefined,
  into: Row | undefined,
  { goneAt, isAlone }: { goneAt: Date | undefined; isAlone: boolean },
): Role | undefined {
  const [one, other] = [liveRole(from, goneAt), liveRole(into)];
  if (!one || !other) return one ?? other;
  const [isOneOut, isOtherOut] = [from, into].map((row) => row?.deactivatedAt != null);
  if (isOneOut !== isOtherOut && !isAlone) return isOneOut ? other : one;
  return rankOf(one) < rankOf(other) ? one : other;
}

/** Who stays has the role before the other's ends: a last owner is followed by one. */
async function mergeMembership(
  tx: ControlTx,
  tenantId: string,
  { from, into }: Merge,
  goneAt: Date | undefined,
): Promise<Role | undefined> {
  await lockOwners(tx, tenantId);
  const [mine, theirs] = [await get(tx, tenantId, from), await get(tx, tenantId, into)];
  const isAlone = await ownAlone(tx, tenantId, { from, into }, mine);
  const role = roleOfBoth(mine, theirs, { goneAt, isAlone });
  if (!mine) return role;
  if (!role || !isLive(mine, goneAt)) {
    // What they made when they were a member is followed from here too, should who stays be made another's.
    await tx
      .insert(memberships)
      .values({ ...mine, userId: into, sourceId: null })
      .onConflictDoNothing();
    return role;
  }
  const kept = theirs && isLive(theirs) ? theirs : mine;
  const deactivatedAt = isAlone ? null : kept.deactivatedAt;
  const sourceId = theirs && isLive(theirs) ? theirs.sourceId : null;
  const set = { role, deletedAt: null, deactivatedAt, sourceId };
  await tx
    .insert(memberships)
    .values({ tenantId, userId: into, sourceUpdatedAt: NEVER, ...set })
    .onConflictDoUpdate({ target: [memberships.tenantId, memberships.userId], set });
  return role;
}

/** Nobody but the two owns the tenant: who stays comes in, though they were kept out. */
async function ownAlone(
  tx: ControlTx,
  tenantId: string,
  { from, into }: Merge,
  mine: Row | undefined,
): Promise<boolean> {
  if (mine?.role !== "owner") return false;
  const [one, other] = [
    await isLastOwner(tx, { tenantId, userId: from }),
    await isLastOwner(tx, { tenantId, userId: into }),
  ];
  return one || other;
}

/** Whom they invited, whom they let in, and what they have asked for themselves. */
async function moveMentions(tx: ControlTx, { from, into }: Merge): Promise<void> {
  await tx.update(invitations).set({ inviterId: into }).where(eq(invitations.inviterId, from));
  await tx.update(joinRequests).set({ deciderId: into }).where(eq(joinRequests.deciderId, from));
  const others = alias(joinRequests, "others");
  const asksAlready = tx
    .select({ id: others.id })
    .from(others)
    .where(and(eq(others.userId, into), eq(others.slug, joinRequests.slug), eq(others.status, "pending")));
  await tx
    .update(joinRequests)
    .set({ userId: into })
    .where(and(eq(joinRequests.userId, from), notExists(asksAlready)));
}

async function follow(tx: ControlTx, tenantIds: string[], { from, into }: Merge): Promise<void> {
  for (const tenantId of tenantIds) {
    await enqueue(tx, { name: MERGE_MEMBER_JOB, payload: { tenantId, from } });
    await enqueue(tx, { name: TELL_MEMBER_JOB, payload: { tenantId, userId: into, isNamed: true } });
    await enqueue(tx, { name: TELL_MEMBER_JOB, payload: { tenantId, userId: from } });
  }
}
