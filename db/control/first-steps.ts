/** Which of the first steps of a new workspace the control plane knows to be done. */
import { eq, sql } from "drizzle-orm";
import type { AnyPgColumn, AnyPgTable } from "drizzle-orm/pg-core";
import type { ControlTx } from "./control-db.ts";
import { invitations } from "./schema/invitations.ts";
import { mailDomains } from "./schema/mail-domains.ts";
import { tenantSecurity } from "./schema/security.ts";

/** Whether somebody was ever invited, the security was chosen, a domain of mail was named. */
export type FirstSteps = { hasInvited: boolean; hasSecurity: boolean; hasDomain: boolean };

export async function getFirstSteps(tx: ControlTx, tenantId: string): Promise<FirstSteps> {
  const [hasInvited, hasSecurity, hasDomain] = await Promise.all(
    [invitations, tenantSecurity, mailDomains].map((table) => hasRow(tx, table, tenantId)),
  );
  return { hasInvited: !!hasInvited, hasSecurity: !!hasSecurity, hasDomain: !!hasDomain };
}

async function hasRow(
  tx: ControlTx,
  table: AnyPgTable & { tenantId: AnyPgColumn },
  tenantId: string,
): Promise<boolean> {
  const rows = await tx
    .select({ one: sql`1` })
    .from(table as AnyPgTable)
    .where(eq(table.tenantId, tenantId))
    .limit(1);
  return rows.length > 0;
}
