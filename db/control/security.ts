/** What a tenant's owners ask of everybody in it: how long sessions live, who invites, how to sign in. */
import { eq, sql } from "drizzle-orm";
import { CompanySignOnMissing, RoleBeyondReach, SecondFactorMissing } from "../people-errors.ts";
import { type Actor, recordAudit } from "./audit-log.ts";
import type { ControlTx } from "./control-db.ts";
import { getMembershipRole } from "./memberships.ts";
import { tenantSecurity } from "./schema/security.ts";
import { PRODUCT_SECURITY, type Security } from "./security-choices.ts";
import { endDisobedient } from "./session-rules.ts";

const columns = {
  idleMinutes: tenantSecurity.idleMinutes,
  absoluteMinutes: tenantSecurity.absoluteMinutes,
  whoInvites: tenantSecurity.whoInvites,
  needsSecondFactor: tenantSecurity.needsSecondFactor,
  companyDomains: tenantSecurity.companyDomains,
};

/** As the product's where the owners chose nothing. */
export async function getSecurity(tx: ControlTx, tenantId: string): Promise<Security> {
  const [row] = await tx.select(columns).from(tenantSecurity).where(eq(tenantSecurity.tenantId, tenantId));
  return row ?? PRODUCT_SECURITY;
}

export type SecurityChange = {
  tenantId: string;
  to: Security;
  /** Who does it, and how the session they do it in was entered. */
  by: { userId: string; actor: Actor; hasSecondFactor: boolean; companyDomain?: string | null };
};

/**
 * Counts at once, everywhere: sessions that do not obey count no more, and a trigger tells all processes.
 * Throws RoleBeyondReach for who is no owner at this moment, and SecondFactorMissing or CompanySignOnMissing
 * where somebody would ask for what they lack: they would lock themselves out.
 */
export async function changeSecurity(tx: ControlTx, { tenantId, to, by }: SecurityChange): Promise<void> {
  const from = await holdSecurity(tx, tenantId);
  if ((await getMembershipRole(tx, { tenantId, userId: by.userId })) !== "owner") throw new RoleBeyondReach();
  if (to.needsSecondFactor && !by.hasSecondFactor) throw new SecondFactorMissing();
  const isMore = to.companyDomains.some((domain) => !from.companyDomains.includes(domain));
  if (isMore && !to.companyDomains.includes(by.companyDomain ?? "")) throw new CompanySignOnMissing();
  // What is over by the rules until now stays over.
  await endDisobedient(tx, tenantId);
  await tx
    .update(tenantSecurity)
    .set({ ...to, updatedAt: sql`now()` })
    .where(eq(tenantSecurity.tenantId, tenantId));
  await recordAudit(tx, { actor: by.actor, action: "security.change", tenantId, detail: { from, to } });
}

/** Until the transaction's end nobody else changes it: its row is ours, made where there was none. */
async function holdSecurity(tx: ControlTx, tenantId: string): Promise<Security> {
  const [row] = await tx
    .insert(tenantSecurity)
    .values({ tenantId, ...PRODUCT_SECURITY })
    .onConflictDoUpdate({ target: tenantSecurity.tenantId, set: { tenantId: sql`excluded.tenant_id` } })
    .returning(columns);
  return row ?? PRODUCT_SECURITY;
}
