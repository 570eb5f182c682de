/** One change of a tenant's state: checked, made, journaled and audited in one transaction. */
import { type Actor, recordAudit } from "../control/audit-log.ts";
import type { ControlTx } from "../control/control-db.ts";
import { noteDone } from "../control/journal.ts";
import { lockTenant } from "../control/tenants.ts";
import { allowedFrom, isDoneAlready, type TenantAction } from "../control/transitions.ts";
import type { DataTier } from "../data-tier.ts";
import { LifecycleRefused, TenantUnknown } from "../errors.ts";
import type { Tenant, TenantStatus } from "../routing/tenant.ts";

export type Change = {
  kind: TenantAction;
  actor: Actor;
  /** The caller journals it as a step of more. */
  isJournaled?: boolean;
  /** Already so: nothing is changed and nothing written. Default: the tenant is where the action leads. */
  isDone?: (tenant: Tenant, tx: ControlTx) => boolean | Promise<boolean>;
  /** Names that are its own afterwards. */
  names?: string[];
  /** Changes the row through `updateTenant`; answers what the audit row shall tell besides. */
  make: (tx: ControlTx, tenant: Tenant) => Promise<Record<string, unknown>>;
};

/** Answers whether anything changed. Throws TenantUnknown and LifecycleRefused. */
export async function changeTenant(tier: DataTier, tenantId: string, change: Change): Promise<boolean> {
  const changed = await tier.controlDb.write((tx) => changeTenantIn(tx, tenantId, change));
  if (changed) tier.tenantRegistry.invalidate(tenantId, change.names);
  return changed;
}

/**
 * The same inside a transaction that the caller has; the registry of this process hears of it through NOTIFY.
 */
export async function changeTenantIn(tx: ControlTx, tenantId: string, change: Change): Promise<boolean> {
  const tenant = await lockTenant(tx, tenantId);
  if (!tenant) throw new TenantUnknown(tenantId);
  const isDone = change.isDone ?? (({ status }) => isDoneAlready(status, change.kind));
  if (await isDone(tenant, tx)) return false;
  requireStatus(tenant, change.kind);
  const detail = await change.make(tx, tenant);
  if (!change.isJournaled) await noteDone(tx, { tenantId, kind: change.kind }, "record");
  await recordAudit(tx, { actor: change.actor, action: `tenant.${change.kind}`, tenantId, detail });
  return true;
}

const REMEDY: Partial<Record<TenantStatus, string>> = {
  provisioning: "It is being provisioned; wait until it is active.",
  "read-only": "Resume it first.",
  suspended: "Resume it first.",
  deleted: "Restore it first.",
  moving: "It is being moved; wait until it has arrived.",
};

/** Throws LifecycleRefused, which says what to do first. */
export function requireStatus(tenant: Tenant, kind: TenantAction): void {
  const from = allowedFrom(kind);
  if (from.includes(tenant.status)) return;
  const remedy = kind === "purge" ? "Delete it first." : (REMEDY[tenant.status] ?? "");
  const message = `${tenant.slug} is ${tenant.status}: only a tenant that is ${from.join(" or ")} allows ${kind}. ${remedy}`;
  throw new LifecycleRefused("state", message.trim());
}
