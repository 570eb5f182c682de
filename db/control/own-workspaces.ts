/** Where else a person may go from a tenant's page. */
import { and, asc, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import type { MembershipKey } from "./memberships.ts";
import { memberships } from "./schema/people.ts";
import { tenants } from "./schema/tenants.ts";

type OwnWorkspace = {
  tenantId: string;
  slug: string;
  name: string;
  /** Notifications that wait there, as of when they were last counted. */
  unread: number;
};

/** Those that the person may enter now and that serve: the tenant of `key` first, the others by name. */
export const listOwnWorkspaces = (
  tx: ControlTx,
  { tenantId, userId }: MembershipKey,
  limit: number,
): Promise<OwnWorkspace[]> =>
  tx
    .select({
      tenantId: tenants.id,
      slug: tenants.slug,
      name: tenants.name,
      unread: memberships.unread,
    })
    .from(memberships)
    .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
    .where(
      and(
        eq(memberships.userId, userId),
        isNull(memberships.deletedAt),
        isNull(memberships.deactivatedAt),
        inArray(tenants.status, ["active", "read-only", "moving"]),
      ),
    )
    .orderBy(desc(sql`${tenants.id} = ${tenantId}`), asc(tenants.name), asc(tenants.id))
    .limit(limit);
