/** How many tenants one person may own at a time, by plan: each costs a schema or a whole database. */
import { and, count, eq, isNull, notInArray } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import { memberships, tenants } from "./schema.ts";
import type { Plan } from "./tenant.ts";

export const MAX_OWNED_TENANTS: Record<Plan, number> = { standard: 20, enterprise: 3 };

/**
 * Whether the person may own one more tenant on this plan. What is deleted does not count. Only an answer that was read
 * under the lock of `ownerKey`, in the transaction that makes the tenant, holds; any other is a courtesy.
 */
export async function mayOwnAnother(tx: ControlTx, userId: string, plan: Plan): Promise<boolean> {
  const [row] = await tx
    .select({ owned: count() })
    .from(memberships)
    .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
    .where(
      and(
        eq(memberships.userId, userId),
        eq(memberships.role, "owner"),
        isNull(memberships.deletedAt),
        eq(tenants.plan, plan),
        notInArray(tenants.status, ["deleted", "purged"]),
      ),
    );
  return (row?.owned ?? 0) < MAX_OWNED_TENANTS[plan];
}

/** The key by which the making of tenants for one person takes turns. */
export const ownerKey = (userId: string): string => `owner:${userId}`;
