/** What staff decided: newer than whatever the identity provider said before. */
import { and, eq, gte, sql } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import { auditLog } from "./schema/audit.ts";

const DECISIONS = {
  /** That the tenant lives, whatever was deleted before. */
  restore: eq(auditLog.action, "tenant.restore"),
  /** What it is called. */
  name: and(eq(auditLog.action, "tenant.rename"), sql`${auditLog.detail} ->> 'isNameChanged' = 'true'`),
};

/** Whether it was decided since that moment. */
export async function isDecidedSince(
  tx: ControlTx,
  tenantId: string,
  decision: keyof typeof DECISIONS,
  moment: Date,
): Promise<boolean> {
  const rows = await tx
    .select({ id: auditLog.id })
    .from(auditLog)
    .where(and(eq(auditLog.tenantId, tenantId), DECISIONS[decision], gte(auditLog.at, moment)))
    .limit(1);
  return rows.length > 0;
}
