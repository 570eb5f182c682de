/** Which of the first steps of a new workspace the control plane knows to be done. */
import { eq, type SQL, sql } from "drizzle-orm";
import type { AnyPgColumn, AnyPgTable } from "drizzle-orm/pg-core";
import type { ControlTx } from "./control-db.ts";
import { invitations } from "./schema/invitations.ts";
import { mailDomains } from "./schema/mail-domains.ts";
import { tenantSecurity } from "./schema/security.ts";

/** Whether somebody was ever invited, the security was chosen, a domain of mail was named. */
export type FirstSteps = { hasInvited: boolean; hasSecurity: boolean; hasDomain: boolean };

export async function getFirstSteps(tx: ControlTx, tenantId: string): Promise<FirstSteps> {
  const hasRow = (table: AnyPgTable & { tenantId: AnyPgColumn }): SQL =>
    sql`exists (select from ${table} where ${eq(table.tenantId, tenantId)})`;
  const { rows } = await tx.execute<FirstSteps>(sql`
    select ${hasRow(invitations)} as "hasInvited", ${hasRow(tenantSecurity)} as "hasSecurity",
      ${hasRow(mailDomains)} as "hasDomain"`);
  if (!rows[0]) throw new Error("The first steps were not read.");
  return rows[0];
}
