/** Whether a person may own another tenant: how many one may is what the plan says. */
import { and, count, desc, eq, isNull, notInArray, sql } from "drizzle-orm";
import type { Plan } from "../routing/tenant.ts";
import type { ControlTx } from "./control-db.ts";
import { entitlementsOf } from "./entitlements.ts";
import { DELETED_GRACE_DAYS } from "./retention.ts";
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
    .where(isOwnedBy(userId, plan));
  return (row?.owned ?? 0) < entitlementsOf(plan).maxOwned;
}

/** Of memberships joined with their tenants: what is deleted does not count. */
const isOwnedBy = (userId: string, plan: Plan) =>
  and(
    eq(memberships.userId, userId),
    eq(memberships.role, "owner"),
    isNull(memberships.deletedAt),
    eq(tenants.plan, plan),
    notInArray(tenants.status, ["deleted", "purged"]),
  );

export type RestorableWorkspace = { tenantId: string; name: string; until: Date };

/** What a person owned and is deleted, while it can still be restored, by name. Nobody but owners sees it. */
export async function listRestorable(tx: ControlTx, userId: string): Promise<RestorableWorkspace[]> {
  const until = sql`${tenants.deletedAt} + make_interval(days => ${DELETED_GRACE_DAYS})`;
  return tx
    .select({ tenantId: tenants.id, name: tenants.name, until: until.mapWith(tenants.deletedAt) })
    .from(memberships)
    .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
    .where(
      and(
        eq(memberships.userId, userId),
        eq(memberships.role, "owner"),
        isNull(memberships.deletedAt),
        isNull(memberships.deactivatedAt),
        eq(tenants.status, "deleted"),
        sql`${until} > now()`,
      ),
    )
    .orderBy(tenants.name, tenants.id) as Promise<RestorableWorkspace[]>;
}

/** Two posts of one form are this close to each other, at most. */
export const POSTED_TWICE_WITHIN_S = 60;

type Wanted = { name: string; plan: Plan; slug: string };

/**
 * A tenant that the person has just had made by the same words: the same form was posted before. An empty
 * slug is any.
 */
export async function findJustMade(
  tx: ControlTx,
  userId: string,
  { name, plan, slug }: Wanted,
): Promise<{ slug: string; organizationId: string } | undefined> {
  const [row] = await tx
    .select({ slug: tenants.slug, organizationId: tenants.organizationId })
    .from(memberships)
    .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
    .where(
      and(
        isOwnedBy(userId, plan),
        eq(tenants.name, name),
        slug ? eq(tenants.slug, slug) : undefined,
        sql`${tenants.createdAt} > now() - make_interval(secs => ${POSTED_TWICE_WITHIN_S})`,
      ),
    )
    .orderBy(desc(tenants.createdAt))
    .limit(1);
  const { organizationId } = row ?? {};
  return row && organizationId ? { slug: row.slug, organizationId } : undefined;
}

/** The key by which the making of tenants for one person takes turns. */
export const ownerKey = (userId: string): string => `owner:${userId}`;
