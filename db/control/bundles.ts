/**
 * When somebody is told by mail of what waits for them in one tenant. There is one job a person and tenant:
 * what comes while it waits goes with it.
 */
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import type { MembershipKey } from "./memberships.ts";
import { memberships } from "./schema/people.ts";

export const BUNDLE_JOB = "bundle-notifications";

/** `isMoved`: one that waits already is moved to `at`; without it that one keeps its time. */
export async function enqueueBundle(
  tx: ControlTx,
  { tenantId, userId }: MembershipKey,
  { at, isMoved = false }: { at: Date; isMoved?: boolean },
): Promise<void> {
  const payload = JSON.stringify({ tenantId, userId });
  const key = `${BUNDLE_JOB} ${tenantId} ${userId}`;
  const mode = isMoved ? "replace" : "preserve_run_at";
  await tx.execute(
    sql`select graphile_worker.enqueue_at(${BUNDLE_JOB}, ${payload}::json, ${key}, ${at.toISOString()}::timestamptz, ${mode})`,
  );
}

/** Where something waits for the person, as of when it was last counted. */
export async function listTenantIdsWithUnread(tx: ControlTx, userId: string): Promise<string[]> {
  const rows = await tx
    .select({ tenantId: memberships.tenantId })
    .from(memberships)
    .where(
      and(
        eq(memberships.userId, userId),
        isNull(memberships.deletedAt),
        isNull(memberships.deactivatedAt),
        gt(memberships.unread, 0),
      ),
    );
  return rows.map(({ tenantId }) => tenantId);
}
