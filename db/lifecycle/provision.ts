/**
 * From an organization to a tenant that serves: journaled steps, idempotent by organization, resumable at
 * each.
 */
import { type Actor, recordAudit, SYSTEM } from "../control/audit-log.ts";
import type { ControlTx } from "../control/control-db.ts";
import { beginStep, noteAllDone, runSteps, type Work } from "../control/journal.ts";
import { updateTenant } from "../control/tenant-changes.ts";
import { getTenant, lockTenant } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { type BroughtUp, bringUp, type Needs } from "./bring-up.ts";
import { addMembers } from "./first-members.ts";
import { type Hold, type HoldOptions, withHold } from "./hold.ts";
import type { ProvisionRequest } from "./provision-request.ts";
import { recordBirth } from "./record-birth.ts";
import { reserveTenant } from "./reserve.ts";

/**
 * Provisions a tenant for an organization, or finishes one that was begun; one that serves already is
 * answered as it is. A spare is taken where one is ready. Throws PlacementUnavailable where no cluster has
 * room, and DataTierErrors of the cluster.
 */
export async function provisionTenant(tier: DataTier, request: ProvisionRequest): Promise<Tenant> {
  const { tenant, isNew, needs } = await tier.controlDb.write((tx) => reserveTenant(tx, tier, request));
  if (tenant.status !== "provisioning") return tenant;
  return finishProvisioning(tier, tenant, { actor: request.actor, isBegun: isNew, needs });
}

/**
 * Does what is left to do for a tenant that is being provisioned; another that is at it is waited for, and
 * its work is answered. Throws LifecycleRefused ("busy") where that takes too long.
 */
export async function finishProvisioning(
  tier: DataTier,
  tenant: Tenant,
  progress: Progress & HoldOptions = {},
): Promise<Tenant> {
  const finish = async (hold: Hold) =>
    hold.status === "provisioning"
      ? finishAlone(tier, tenant, progress, hold)
      : ((await tier.controlDb.read((tx) => getTenant(tx, tenant.id))) ?? tenant);
  return withHold(tier, tenant.id, finish, progress);
}

type Progress = {
  actor?: Actor | undefined;
  /** The first step is in the journal. */
  isBegun?: boolean;
  needs?: Needs | undefined;
};

async function finishAlone(
  tier: DataTier,
  tenant: Tenant,
  { actor = SYSTEM, isBegun = false, needs }: Progress,
  hold: Hold,
): Promise<Tenant> {
  const { requireHeld } = hold;
  const work: Work = { tenantId: tenant.id, kind: "provision" };
  // A tenant that has a version has a place: a spare's is ready.
  const isPlaced = tenant.schemaVersion !== null;
  const born = isPlaced ? undefined : await runCreateStep(tier, tenant, { actor, isBegun, needs }, hold);
  if (!born) {
    const steps = [
      { name: "owner", work: () => addMembers(tier, tenant) },
      { name: "activate", record: (tx: ControlTx) => activate(tx, tenant.id, actor) },
    ];
    await runSteps(tier.controlDb, work, steps, { isBegun: isBegun || !isPlaced, requireHeld });
  }
  tier.tenantRegistry.invalidate(tenant.id, [tenant.slug]);
  if (born) return { ...tenant, status: "active", schemaVersion: born.version };
  const finished = await tier.tenantRegistry.getById(tenant.id);
  return finished ?? { ...tenant, status: "active" };
}

/**
 * Answers what was born with all that it needs: then the tenant serves, by the transaction that writes that
 * down.
 */
async function runCreateStep(
  tier: DataTier,
  tenant: Tenant,
  { actor = SYSTEM, isBegun = false, needs }: Progress,
  { requireHeld }: Hold,
): Promise<BroughtUp["born"]> {
  const work: Work = { tenantId: tenant.id, kind: "provision" };
  let made: BroughtUp = {};
  const create = async () => {
    made = await bringUp(tier, tenant, needs);
  };
  // The end of this step and the beginning of the next are one transaction: whoever continues finds either.
  const record = (tx: ControlTx) => beginStep(tx, work, "owner");
  const settle = async () => {
    if (made.born) await recordBirth(tier, { tenantId: tenant.id, version: made.born.version, actor });
    return made.born !== undefined;
  };
  await runSteps(tier.controlDb, work, [{ name: "create", work: create, record, settle }], {
    isBegun,
    requireHeld,
  });
  return made.born;
}

/** Unless it was deleted while it was being made. */
async function activate(tx: ControlTx, tenantId: string, actor: Actor): Promise<void> {
  const tenant = await lockTenant(tx, tenantId);
  // A kill may have come between the place's making and its note.
  await noteAllDone(tx, { tenantId, kind: "provision" });
  if (tenant?.status !== "provisioning") return;
  await updateTenant(tx, tenantId, { status: "active" });
  await recordAudit(tx, { actor, action: "tenant.provision", tenantId });
}
