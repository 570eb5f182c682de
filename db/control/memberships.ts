/**
 * Who may enter which tenant. The role that counts inside a tenant is in its own `members` table.
 *
 * The provider's memberships have ids of their own, and a person who leaves and joins again has a second one.
 * A row is the latest of them: what is said of an earlier one, however late it arrives, changes nothing.
 */
import { and, eq, isNull, lte, or, sql } from "drizzle-orm";
import { ROLES, type Role } from "../routing/tenant.ts";
import type { ControlTx } from "./control-db.ts";
import { isLetInSince } from "./let-in.ts";
import { memberships } from "./schema/people.ts";
import { createTombstone, hasTombstone, lockProviderObject } from "./tombstones.ts";

export type MembershipKey = { tenantId: string; userId: string };
export type MembershipFromSource = MembershipKey & {
  role: Role;
  /** The object's own version; undefined where nobody said of when this is. */
  sourceUpdatedAt: Date | undefined;
  /**
   * The provider's id of the membership. One that was deleted never returns; a person who joins again has a
   * new one.
   */
  sourceId?: string;
};

const lockKey = ({ tenantId, userId }: MembershipKey) => `${tenantId}:${userId}`;
const isRow = (key: MembershipKey) =>
  and(eq(memberships.tenantId, key.tenantId), eq(memberships.userId, key.userId));

/** Writes a membership unless what we have is newer. Answers whether it was written. */
export async function upsertMembership(tx: ControlTx, membership: MembershipFromSource): Promise<boolean> {
  const { sourceId, tenantId, userId, role, sourceUpdatedAt } = membership;
  if (sourceId) {
    await lockProviderObject(tx, "membership", sourceId);
    if (await hasTombstone(tx, "membership", sourceId)) return false;
  }
  await lockProviderObject(tx, "membership", lockKey(membership));
  if (await hasTombstone(tx, "user", userId)) return false;
  const known = await getRow(tx, membership);
  if (known && !follows(membership, known)) return false;
  const version = sourceUpdatedAt ?? known?.sourceUpdatedAt ?? NEVER;
  const set = {
    role,
    sourceUpdatedAt: version,
    sourceId: sourceId ?? known?.sourceId ?? null,
    deletedAt: null,
  };
  await tx
    .insert(memberships)
    .values({ tenantId, userId, ...set })
    .onConflictDoUpdate({ target: [memberships.tenantId, memberships.userId], set });
  return true;
}

/** By whoever manages members, of who is not in the tenant: the provider is told afterwards. */
export async function addMembershipHere(
  tx: ControlTx,
  { tenantId, userId }: MembershipKey,
  role: Role,
): Promise<void> {
  const set = { role, sourceId: null, deletedAt: null, deactivatedAt: null };
  await tx
    .insert(memberships)
    .values({ tenantId, userId, sourceUpdatedAt: NEVER, ...set })
    .onConflictDoUpdate({ target: [memberships.tenantId, memberships.userId], set });
}

/** By staff, also of who was kept out: what the provider says of the membership afterwards is newer. */
export async function makeOwner(tx: ControlTx, { tenantId, userId }: MembershipKey): Promise<void> {
  const set = { role: "owner" as const, deletedAt: null, deactivatedAt: null };
  await tx
    .insert(memberships)
    .values({ tenantId, userId, sourceUpdatedAt: NEVER, ...set })
    .onConflictDoUpdate({ target: [memberships.tenantId, memberships.userId], set });
}

type Row = typeof memberships.$inferSelect;

/** What has no version is older than what has one. */
const NEVER = new Date(0);

async function getRow(tx: ControlTx, key: MembershipKey): Promise<Row | undefined> {
  const [row] = await tx.select().from(memberships).where(isRow(key));
  return row;
}

/** Whether what is said comes after what is known. What nobody dated never raises a role, nor brings back. */
function follows(said: MembershipFromSource, known: Row): boolean {
  const isOther = said.sourceId !== undefined && known.sourceId !== null && said.sourceId !== known.sourceId;
  if (!said.sourceUpdatedAt) {
    return known.deletedAt === null && !isOther && rankOf(said.role) >= rankOf(known.role);
  }
  if (said.sourceUpdatedAt < known.sourceUpdatedAt) return false;
  // Another membership than the one that ended: the person has joined again.
  return known.deletedAt === null || isOther || said.sourceUpdatedAt >= known.deletedAt;
}

/** The owner's is the lowest. */
const rankOf = (role: Role): number => ROLES.indexOf(role);

/** As what somebody may come in now: undefined for who is no member, or is kept out. */
export async function getMembershipRole(tx: ControlTx, key: MembershipKey): Promise<Role | undefined> {
  const row = await getRow(tx, key);
  return row && row.deletedAt === null && row.deactivatedAt === null ? row.role : undefined;
}

export type MembershipState = {
  /** Undefined where it is over. Who is kept out keeps theirs. */
  role: Role | undefined;
  isDeactivated: boolean;
  deactivatedAt: Date | null;
  sourceId: string | null;
  sourceUpdatedAt: Date;
};

/** What we know of a membership, over or not, and whether the person may come in by it or not. */
export async function getMembershipState(
  tx: ControlTx,
  key: MembershipKey,
): Promise<MembershipState | undefined> {
  const row = await getRow(tx, key);
  if (!row) return undefined;
  const { deactivatedAt, sourceId, sourceUpdatedAt } = row;
  const role = row.deletedAt === null ? row.role : undefined;
  return { role, isDeactivated: deactivatedAt !== null, deactivatedAt, sourceId, sourceUpdatedAt };
}

/** Every tenant that the person is in, or ever was. */
export async function listTenantIdsOfUser(tx: ControlTx, userId: string): Promise<string[]> {
  const rows = await tx
    .select({ tenantId: memberships.tenantId })
    .from(memberships)
    .where(eq(memberships.userId, userId));
  return rows.map((row) => row.tenantId);
}

/** `key` may be left out where the membership's id is one that we were told of. */
export type MembershipEnd = { sourceId?: string; deletedAt: Date; key?: MembershipKey | undefined };
/** `hasEnded`: it was one until now. */
export type EndedMembership = MembershipKey & { isOut: boolean; hasEnded: boolean };

/**
 * Ends a membership unless the person has joined again since: by its id where both sides know it, else by the
 * time. Answers whose it was and whether they are out now; undefined where we know nothing of it, which is
 * remembered.
 */
export async function endMembership(tx: ControlTx, end: MembershipEnd): Promise<EndedMembership | undefined> {
  const { sourceId, deletedAt } = end;
  if (sourceId) {
    await lockProviderObject(tx, "membership", sourceId);
    await createTombstone(tx, "membership", sourceId, deletedAt);
  }
  const key = (sourceId && (await findMembership(tx, sourceId))) || end.key;
  if (!key) return undefined;
  await lockProviderObject(tx, "membership", lockKey(key));
  const isOld = lte(memberships.sourceUpdatedAt, deletedAt);
  const isNamed = sourceId ? eq(memberships.sourceId, sourceId) : undefined;
  // The end of an earlier membership: they were let in again here, and the provider has not told of that yet.
  const isOfBefore = await isLetInSince(tx, key, deletedAt);
  const isUnnamed = sourceId ? and(isNull(memberships.sourceId), isOld) : isOld;
  const isThisOne = isOfBefore ? (isNamed ?? sql`false`) : or(isNamed, isUnnamed);
  const ended = await tx
    .update(memberships)
    .set({ deletedAt: notBefore(deletedAt) })
    .where(and(isRow(key), isNull(memberships.deletedAt), isThisOne))
    .returning({ userId: memberships.userId });
  const isOut = (await getMembershipRole(tx, key)) === undefined;
  return { ...key, isOut, hasEnded: ended.length > 0 };
}

/**
 * A person who is gone for good is in no tenant any more, whatever is said of when. Answers the tenants that
 * they were in until now.
 */
export async function endMembershipsOfUser(
  tx: ControlTx,
  userId: string,
  deletedAt: Date,
): Promise<string[]> {
  for (const tenantId of await listTenantIdsOfUser(tx, userId))
    await lockProviderObject(tx, "membership", lockKey({ tenantId, userId }));
  const ended = await tx
    .update(memberships)
    .set({ deletedAt: notBefore(deletedAt) })
    .where(and(eq(memberships.userId, userId), isNull(memberships.deletedAt)))
    .returning({ tenantId: memberships.tenantId });
  return ended.map(({ tenantId }) => tenantId);
}

/** Nothing ends before it was last heard of: what is said of it later than that is not older than its end. */
const notBefore = (moment: Date) =>
  sql`greatest(${moment.toISOString()}::timestamptz, ${memberships.sourceUpdatedAt})`;

async function findMembership(tx: ControlTx, sourceId: string): Promise<MembershipKey | undefined> {
  const [row] = await tx
    .select({ tenantId: memberships.tenantId, userId: memberships.userId })
    .from(memberships)
    .where(eq(memberships.sourceId, sourceId));
  return row;
}
