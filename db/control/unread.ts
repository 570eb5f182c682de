/**
 * How many notifications wait for somebody in a tenant, for the pages of their other tenants. The tenant's
 * own table is what counts; this is what it said when it was last asked: by a job after each change that
 * told somebody, and by each page that they load there. A change whose process ended before the job was
 * asked for shows at their next visit.
 */
import { and, eq, ne } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import { enqueue } from "./jobs.ts";
import type { MembershipKey } from "./memberships.ts";
import { memberships } from "./schema/people.ts";

export const RECOUNT_UNREAD_JOB = "recount-unread";

/** Every process hears of another number with the commit. A tenant's own role may do this, and no more. */
export async function noteUnread(
  tx: ControlTx,
  { tenantId, userId }: MembershipKey,
  unread: number,
): Promise<void> {
  await tx
    .update(memberships)
    .set({ unread })
    .where(
      and(eq(memberships.tenantId, tenantId), eq(memberships.userId, userId), ne(memberships.unread, unread)),
    );
}

/** Once, however many changes ask for it before it is done. */
export const enqueueRecount = (tx: ControlTx, key: MembershipKey): Promise<void> =>
  enqueue(tx, {
    name: RECOUNT_UNREAD_JOB,
    payload: key,
    key: `${RECOUNT_UNREAD_JOB} ${key.tenantId} ${key.userId}`,
  });
