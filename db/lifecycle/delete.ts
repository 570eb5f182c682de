/** Delete and restore. Deleting is soft: within the days of grace everything comes back. */

import { type Actor, SYSTEM } from "../control/audit-log.ts";
import type { ControlTx } from "../control/control-db.ts";
import { enqueue } from "../control/jobs.ts";
import { listJournal, noteAllDone, runSteps, unfinishedWork } from "../control/journal.ts";
import { DELETED_GRACE_DAYS } from "../control/retention.ts";
import { updateTenant } from "../control/tenant-changes.ts";
import { requireOwnerNow } from "../control/tenant-settings.ts";
import { getTenant } from "../control/tenants.ts";
import { lockProviderObject, removeTombstone } from "../control/tombstones.ts";
import { isDoneAlready } from "../control/transitions.ts";
import { releaseJobs } from "../control/waiting-jobs.ts";
import type { DataTier } from "../data-tier.ts";
import { LifecycleRefused, TenantUnknown } from "../errors.ts";
import type { Tenant, TenantStatus } from "../routing/tenant.ts";
import { bringUp } from "./bring-up.ts";
import { type Change, changeTenant, changeTenantIn, requireStatus } from "./change.ts";
import { FOLLOW_MEMBERS_JOB, followMembers } from "./follow-members.ts";
import { type Hold, type HoldOptions, withHold } from "./hold.ts";
import { endSessions } from "./suspend.ts";

const DAY_MS = 86_400_000;

/** A reason stays in the audit log. */
type Deletion = {
  actor: Actor;
  reason?: string | undefined;
  /** Who asks for it as an owner: they are one at this moment. */
  ownerId?: string | undefined;
};

const deletion = (tenantId: string, { actor, reason, ownerId }: Deletion): Change => ({
  kind: "delete",
  actor,
  make: async (tx) => {
    await requireOwnerNow(tx, tenantId, ownerId);
    await updateTenant(tx, tenantId, { status: "deleted" });
    await endSessions(tx, tenantId);
    return { ...(reason && { reason }) };
  },
});

/** Answers false where it was deleted already. Throws LifecycleRefused, TenantUnknown and RoleBeyondReach. */
export const deleteTenant = (tier: DataTier, tenantId: string, by: Deletion): Promise<boolean> =>
  changeTenant(tier, tenantId, deletion(tenantId, by));

/** The same inside a transaction that has more to say, such as a tombstone of the organization. */
export const deleteTenantIn = (tx: ControlTx, tenantId: string, actor: Actor = SYSTEM): Promise<boolean> =>
  changeTenantIn(tx, tenantId, deletion(tenantId, { actor }));

/**
 * Brings a deleted tenant back as it was, read-only or suspended if it was that, and migrates it first where
 * it fell behind. Answers false where it is back already. Throws LifecycleRefused where it is neither, the
 * grace is over, a purge has begun or another has it in hand, and TenantUnknown.
 */
export async function restoreTenant(
  tier: DataTier,
  tenantId: string,
  by: { actor: Actor } & HoldOptions,
): Promise<boolean> {
  return withHold(tier, tenantId, (hold) => restore(tier, tenantId, by, hold), by);
}

async function restore(
  tier: DataTier,
  tenantId: string,
  { actor }: { actor: Actor },
  { requireHeld }: Hold,
): Promise<boolean> {
  const tenant = await tier.controlDb.read((tx) => findRestorable(tx, tenantId));
  if (!tenant) return false;
  const bringBack = async () => {
    // One that was deleted while it was being made may not have a place yet.
    const { born } = await bringUp(tier, tenant);
    if (born) await tier.controlDb.write((tx) => updateTenant(tx, tenantId, { schemaVersion: born.version }));
    else await followMembers(tier, tenant);
  };
  const steps = [
    { name: "bring-up", work: bringBack },
    { name: "record", record: (tx: ControlTx) => recordRestored(tx, tenant, actor) },
  ];
  await runSteps(tier.controlDb, { tenantId, kind: "restore" }, steps, { requireHeld });
  tier.tenantRegistry.invalidate(tenantId);
  return true;
}

/** What a deleted tenant comes back as. */
function statusBefore({ suspendedAt, readOnlySince }: Tenant): TenantStatus {
  if (suspendedAt) return "suspended";
  return readOnlySince ? "read-only" : "active";
}

/** Undefined where there is nothing to restore. */
async function findRestorable(tx: ControlTx, tenantId: string): Promise<Tenant | undefined> {
  const tenant = await getTenant(tx, tenantId);
  if (!tenant) throw new TenantUnknown(tenantId);
  if (isDoneAlready(tenant.status, "restore")) return undefined;
  await refuseUnlessRestorable(tx, tenant);
  return tenant;
}

async function refuseUnlessRestorable(tx: ControlTx, tenant: Tenant): Promise<void> {
  requireStatus(tenant, "restore");
  const graceEndsAt = (tenant.deletedAt?.getTime() ?? 0) + DELETED_GRACE_DAYS * DAY_MS;
  if (graceEndsAt < Date.now()) {
    const message = `${tenant.slug} was deleted more than ${DELETED_GRACE_DAYS} days ago.`;
    throw new LifecycleRefused("graceOver", message);
  }
  const steps = await listJournal(tx, tenant.id);
  if (unfinishedWork(tenant, steps) === "copy") {
    const message = `${tenant.slug} was deleted while it was made from an archive: it was never whole.`;
    throw new LifecycleRefused("state", message);
  }
  if (steps.some(({ kind }) => kind === "purge")) {
    throw new LifecycleRefused("purging", `${tenant.slug} is being purged: it cannot be restored.`);
  }
}

async function recordRestored(
  tx: ControlTx,
  { id: tenantId, organizationId }: Tenant,
  actor: Actor,
): Promise<void> {
  if (organizationId) await lockProviderObject(tx, "organization", organizationId);
  await changeTenantIn(tx, tenantId, {
    kind: "restore",
    actor,
    isJournaled: true,
    make: async (inner, tenant) => {
      await refuseUnlessRestorable(inner, tenant);
      // One that was deleted while it was being made: it is made now.
      await noteAllDone(inner, { tenantId, kind: "provision" });
      const status = statusBefore(tenant);
      await updateTenant(inner, tenantId, { status });
      if (status === "active") await releaseJobs(inner, tenantId);
      // Who left or came between the members' writing and this moment.
      await enqueue(inner, { name: FOLLOW_MEMBERS_JOB, payload: { tenantId } });
      if (organizationId) await removeTombstone(inner, "organization", organizationId);
      return {};
    },
  });
}
