/**
 * Two people of the identity provider who turn out to be one: whatever the one was in, the other is in, in
 * the higher role of the two. In the control plane at once; a job for each tenant moves what the person made.
 */
import { and, eq, notExists } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Role } from "../routing/tenant.ts";
import { type Actor, recordAudit } from "./audit-log.ts";
import type { ControlTx } from "./control-db.ts";
import { enqueue } from "./jobs.ts";
import { moveMailChoice } from "./mail-choices.ts";
import { lockOwners, TELL_MEMBER_JOB } from "./member-changes.ts";
import { endMembershipsOfUser, listTenantIdsOfUser } from "./memberships.ts";
import { type Merge, mergeMembership, planMembership } from "./merged-memberships.ts";
import { movePreferences } from "./preferences.ts";
import { invitations } from "./schema/invitations.ts";
import { joinRequests } from "./schema/join-requests.ts";
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

/** In one tenant: as what who stays is a member afterwards; undefined where neither was one. */
export type MergedMembership = { tenantId: string; role: Role | undefined };

/** What would come of it, by tenant. */
export async function planMerge(tx: ControlTx, { from, into }: Merge): Promise<MergedMembership[]> {
  const goneAt = await getTombstone(tx, "user", from);
  const planned: MergedMembership[] = [];
  for (const tenantId of await listTenantIdsOfUser(tx, from))
    planned.push({ tenantId, role: await planMembership(tx, tenantId, { from, into }, goneAt) });
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
  await moveMailChoice(tx, { from, into });
  await movePreferences(tx, { from, into });
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
