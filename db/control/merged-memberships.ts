/** Of two people who turn out to be one: what who stays is in one tenant, by the higher role of the two. */
import { and, eq } from "drizzle-orm";
import { ROLES, type Role } from "../routing/tenant.ts";
import type { ControlTx } from "./control-db.ts";
import { isLastOwner, lockOwners } from "./member-changes.ts";
import { memberships } from "./schema/people.ts";

/** `from` is nobody any more, `into` stays: ids of users. */
export type Merge = { from: string; into: string };

type Row = typeof memberships.$inferSelect;

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

/** The role that who stays has afterwards, were the two made one; undefined where neither is a member. */
export async function planMembership(
  tx: ControlTx,
  tenantId: string,
  { from, into }: Merge,
  goneAt: Date | undefined,
): Promise<Role | undefined> {
  const [mine, theirs] = [await get(tx, tenantId, from), await get(tx, tenantId, into)];
  const isAlone = await ownAlone(tx, tenantId, { from, into }, mine);
  return roleOfBoth(mine, theirs, { goneAt, isAlone });
}

/** Who stays has the role before the other's ends: a last owner is followed by one. */
export async function mergeMembership(
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
