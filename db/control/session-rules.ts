/**
 * What a tenant's owners ask of sessions, as a condition on them: wherever a session counts, it holds. A
 * shorter length, or a way to sign in that is asked for, counts for sessions that are there already.
 */
import { and, eq, not, type SQL, sql } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import { tenantSecurity } from "./schema/security.ts";
import { sessions } from "./schema/sessions.ts";
import { revoke } from "./session-tables.ts";

/** Of whom no domain is known it is asked too: their sessions are from before it was kept. */
const LACKS_COMPANY: SQL = sql`(
  coalesce(${sessions.domains} && ${tenantSecurity.companyDomains}, cardinality(${tenantSecurity.companyDomains}) > 0)
  and not coalesce(${sessions.companyDomain} = any(${tenantSecurity.companyDomains}), false))`;

/** Never more than the product allows: this stands beside its own lengths. */
export const OBEYS_TENANT: SQL = sql`not exists (
  select from ${tenantSecurity} where ${tenantSecurity.tenantId} = ${sessions.tenantId} and (
    ${sessions.lastSeenAt} <= now() - make_interval(mins => ${tenantSecurity.idleMinutes})
    or ${sessions.createdAt} <= now() - make_interval(mins => ${tenantSecurity.absoluteMinutes})
    or (${tenantSecurity.needsSecondFactor} and not ${sessions.hasSecondFactor})
    or ${LACKS_COMPANY}))`;

/**
 * For before the rules change: what does not count by them is over for good, and no longer length brings it
 * back.
 */
export async function endDisobedient(tx: ControlTx, tenantId: string): Promise<void> {
  await revoke(tx, sessions, and(eq(sessions.tenantId, tenantId), not(OBEYS_TENANT)));
}
