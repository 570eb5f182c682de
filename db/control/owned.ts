/** Whether a person may own another tenant: how many one may is what the plan says. */
import { and, count, eq, isNull, notInArray } from "drizzle-orm";
import type { Plan } from "../routing/tenant.ts";
import type { ControlTx } from "./control-db.ts";
import { entitlementsOf } from "./entitlements.ts";
import { memberships } from "./schema/people.ts";
import { tenants } from "./schema/tenants.ts";

/**
 * Whether the person may own one more tenant on this plan. What is deleted does not count. Only an answer
 * that was read under the lock of `ownerKey`, in the transaction that makes the tenant, holds; any other is a
 * courtesy.
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
  return (row?.owned ?? 0) < entitlementsOf(plan).maxOwned;
}

/** The key by which the making of tenants for one person takes turns. */
export const ownerKey = (userId: string): string => `owner:${userId}`;
