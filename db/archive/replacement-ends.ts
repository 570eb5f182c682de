/**
 * How a replacement of a tenant's data ends, from wherever a kill or a failure left it; confirmed, or undone.
 * Each act may be done twice.
 */
import { type Actor, recordAudit, SYSTEM } from "../control/audit-log.ts";
import type { ControlTx } from "../control/control-db.ts";
import { enqueue } from "../control/jobs.ts";
import { getOpenReplacement, type Replacement, setReplacementPhase } from "../control/replacements.ts";
import { updateTenant } from "../control/tenant-changes.ts";
import { getTenant, lockTenant } from "../control/tenants.ts";
import { releaseJobs } from "../control/waiting-jobs.ts";
import type { DataTier } from "../data-tier.ts";
import { LifecycleRefused, TenantUnknown } from "../errors.ts";
import { requireStatus } from "../lifecycle/change.ts";
import { FOLLOW_MEMBERS_JOB } from "../lifecycle/follow-members.ts";
import { type HoldOptions, withHold } from "../lifecycle/hold.ts";
import { hasBeside } from "../lifecycle/schemas-beside.ts";
import { migrateTenant } from "../migrate/run.ts";
import { namedError } from "../routing/sql-errors.ts";
import type { Tenant } from "../routing/tenant.ts";
import { dropBeside, exchange, inDatabase } from "./beside.ts";

type ByStaff = HoldOptions & { actor?: Actor };

/**
 * Where the exchange has happened, whatever was heard of it, that is written down; otherwise what was loaded
 * is dropped and the tenant is as it was. Answers whether it has happened.
 */
export async function endLoading(
  tier: DataTier,
  tenant: Tenant,
  replacement: Replacement,
  { failure, actor = SYSTEM }: { failure?: unknown; actor?: Actor | undefined } = {},
): Promise<boolean> {
  const isReplaced = await inDatabase(tier, tenant, (client) => hasBeside(client, tenant.placement, "kept"));
  if (isReplaced) await migrateTenant(tier, tenant);
  else await dropBeside(tier, tenant, "incoming");
  const error = failure === undefined ? "It was interrupted." : (namedError(failure) as Error).message;
  await tier.controlDb.write(async (tx) => {
    if (isReplaced) await settle(tx, replacement, { phase: "kept", action: "tenant.replace", actor });
    else await settle(tx, replacement, { phase: "failed", action: "tenant.replace-failed", error, actor });
  });
  tier.tenantRegistry.invalidate(tenant.id);
  return isReplaced;
}

type Settled = {
  phase: Replacement["phase"];
  action: "tenant.replace" | "tenant.replace-failed" | "tenant.replace-undone";
  error?: string;
  actor: Actor;
};

/** Another phase, and the tenant serves as before, with whoever is in it now. */
async function settle(
  tx: ControlTx,
  replacement: Replacement,
  { phase, action, error, actor }: Settled,
): Promise<void> {
  const { tenantId, takenAt } = replacement;
  const tenant = await lockTenant(tx, tenantId);
  // As it is by now: staff may have said that it shall be read-only.
  const statusBefore = (await getOpenReplacement(tx, tenantId))?.statusBefore;
  if (!(await setReplacementPhase(tx, replacement, phase, error === undefined ? {} : { error }))) return;
  // Staff may have suspended or deleted it meanwhile: that stays.
  if (statusBefore === "active" && tenant?.status === "read-only") {
    await updateTenant(tx, tenantId, { status: "active" });
    await releaseJobs(tx, tenantId);
  }
  if (phase !== "failed") await enqueue(tx, { name: FOLLOW_MEMBERS_JOB, payload: { tenantId } });
  const detail = { takenAt: takenAt.toISOString() };
  await recordAudit(tx, { actor, action, tenantId, detail });
}

/**
 * The former rows take their place again, in one transaction; what was written since the replacement is lost
 * with what was restored. Throws LifecycleRefused where nothing is kept, and TenantUnknown.
 */
export const undoReplacement = (tier: DataTier, tenantId: string, options: ByStaff = {}): Promise<void> =>
  withHold(
    tier,
    tenantId,
    async () => {
      await tier.controlDb.write(async (tx) => {
        const { tenant, replacement } = await requireKept(tx, tenantId);
        requireStatus(tenant, "replace");
        // As it is now it shall be afterwards.
        await setReplacementPhase(tx, replacement, "undoing", { statusBefore: tenant.status });
        if (tenant.status === "active") await updateTenant(tx, tenantId, { status: "read-only" });
        await recordAudit(tx, { actor: options.actor ?? SYSTEM, action: "tenant.replace-undo", tenantId });
      });
      tier.tenantRegistry.invalidate(tenantId);
      await goOn(tier, tenantId, options.actor);
    },
    options,
  );

/** The former rows are dropped: there is no way back after that. Throws as `undoReplacement`. */
export const confirmReplacement = (tier: DataTier, tenantId: string, options: ByStaff = {}): Promise<void> =>
  withHold(
    tier,
    tenantId,
    async () => {
      await tier.controlDb.write(async (tx) => {
        const { replacement } = await requireKept(tx, tenantId);
        await setReplacementPhase(tx, replacement, "dropping");
        await recordAudit(tx, { actor: options.actor ?? SYSTEM, action: "tenant.replace-confirm", tenantId });
      });
      await goOn(tier, tenantId, options.actor);
    },
    options,
  );

async function requireKept(tx: ControlTx, tenantId: string) {
  const [tenant, replacement] = [await lockTenant(tx, tenantId), await getOpenReplacement(tx, tenantId)];
  if (!tenant) throw new TenantUnknown(tenantId);
  if (!replacement) throw new LifecycleRefused("state", `No former data of ${tenant.slug} is kept.`);
  if (replacement.phase !== "kept")
    throw new LifecycleRefused(
      "busy",
      `The data of ${tenant.slug} is being replaced at the moment; try it again.`,
    );
  return { tenant, replacement };
}

/**
 * Ends what a kill or a failure left in the middle: what was not exchanged yet is taken back. Answers the
 * phase then, undefined where nothing is open. Throws LifecycleRefused ("busy") where somebody is at it.
 */
export const continueReplacement = (
  tier: DataTier,
  tenantId: string,
  options: HoldOptions = {},
): Promise<Replacement["phase"] | undefined> => withHold(tier, tenantId, () => goOn(tier, tenantId), options);

async function goOn(
  tier: DataTier,
  tenantId: string,
  actor: Actor = SYSTEM,
): Promise<Replacement["phase"] | undefined> {
  const { tenant, replacement } = await tier.controlDb.read(async (tx) => ({
    tenant: await getTenant(tx, tenantId),
    replacement: await getOpenReplacement(tx, tenantId),
  }));
  if (!tenant || !replacement) return undefined;
  switch (replacement.phase) {
    case "loading":
      return (await endLoading(tier, tenant, replacement)) ? "kept" : "failed";
    case "undoing":
      await undo(tier, tenant, replacement, actor);
      return "undone";
    case "dropping":
      await dropBeside(tier, tenant, "kept");
      await tier.controlDb.write((tx) => setReplacementPhase(tx, replacement, "done"));
      return "done";
    default:
      return replacement.phase;
  }
}

async function undo(tier: DataTier, tenant: Tenant, replacement: Replacement, actor: Actor): Promise<void> {
  // Once it has happened there is nothing kept any more.
  if (await inDatabase(tier, tenant, (client) => hasBeside(client, tenant.placement, "kept")))
    await exchange(tier, tenant, { incoming: "kept", outgoing: "incoming" });
  await migrateTenant(tier, tenant);
  await dropBeside(tier, tenant, "incoming");
  await tier.controlDb.write((tx) =>
    settle(tx, replacement, { phase: "undone", action: "tenant.replace-undone", actor }),
  );
  tier.tenantRegistry.invalidate(tenant.id);
}
