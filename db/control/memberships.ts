/** Who may enter which tenant. The role that counts inside a tenant is in its own `members` table. */
import { and, eq, isNull, lte, sql } from "drizzle-orm";
import type { Role } from "../routing/tenant.ts";
import type { ControlTx } from "./control-db.ts";
import { memberships } from "./schema/people.ts";
import { createTombstone, hasTombstone, lockProviderObject } from "./tombstones.ts";

export type MembershipKey = { tenantId: string; userId: string };
export type MembershipFromSource = MembershipKey & {
  role: Role;
  sourceUpdatedAt: Date;
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
  await lockProviderObject(tx, "membership", lockKey(membership));
  if (sourceId && (await hasTombstone(tx, "membership", sourceId))) return false;
  if (await hasTombstone(tx, "user", userId)) return false;
  const rows = await tx
    .insert(memberships)
    .values({ tenantId, userId, role, sourceUpdatedAt })
    .onConflictDoUpdate({
      target: [memberships.tenantId, memberships.userId],
      set: { role, sourceUpdatedAt, deletedAt: null },
      setWhere: lte(memberships.sourceUpdatedAt, sql`excluded.source_updated_at`),
    })
    .returning({ userId: memberships.userId });
  return rows.length > 0;
}

export async function getMembershipRole(tx: ControlTx, key: MembershipKey): Promise<Role | undefined> {
  const rows = await tx
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(isRow(key), isNull(memberships.deletedAt)));
  return rows[0]?.role;
}

/** Every tenant that the person is in, or ever was. */
export async function listTenantIdsOfUser(tx: ControlTx, userId: string): Promise<string[]> {
  const rows = await tx
    .select({ tenantId: memberships.tenantId })
    .from(memberships)
    .where(eq(memberships.userId, userId));
  return rows.map((row) => row.tenantId);
}

/** Ends a membership unless it was renewed since. Answers whether the person is out now. */
export async function deleteMembership(
  tx: ControlTx,
  key: MembershipKey & { sourceId?: string; deletedAt: Date },
): Promise<boolean> {
  await lockProviderObject(tx, "membership", lockKey(key));
  if (key.sourceId) await createTombstone(tx, "membership", key.sourceId, key.deletedAt);
  await tx
    .update(memberships)
    .set({ deletedAt: key.deletedAt, sourceUpdatedAt: key.deletedAt })
    .where(and(isRow(key), lte(memberships.sourceUpdatedAt, key.deletedAt)));
  return (await getMembershipRole(tx, key)) === undefined;
}
