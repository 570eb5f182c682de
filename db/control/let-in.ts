/** Decisions of people here, who let somebody into a tenant before the provider knows of it. */
import { and, eq, gt, inArray, type SQL, sql } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import { auditLog } from "./schema/audit.ts";

/**
 * Staff named an owner; somebody who had asked was let in; a proven domain of mail let somebody in; two
 * people turned out to be one.
 */
const LET_IN = ["tenant.owner", "join.accept", "join.domain", "member.merge"];

type Key = { tenantId: string; userId: string };

/** Whether the person was let in, or made an owner, after this moment. */
export async function isLetInSince(
  tx: ControlTx,
  { tenantId, userId }: Key,
  since: Date | SQL,
): Promise<boolean> {
  const rows = await tx
    .select({ id: auditLog.id })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.tenantId, tenantId),
        inArray(auditLog.action, LET_IN),
        gt(auditLog.at, since),
        sql`${auditLog.detail} ->> 'userId' = ${userId}`,
      ),
    )
    .limit(1);
  return rows.length > 0;
}
