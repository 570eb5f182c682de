/**
 * Takes away what is there of a tenant that was being made from an archive and does not serve: place, rows
 * and name, as if it had never been begun.
 */
import { eq } from "drizzle-orm";
import type { ControlTx } from "../control/control-db.ts";
import { listJournal, runSteps, unfinishedWork } from "../control/journal.ts";
import { journal } from "../control/schema/lifecycle.ts";
import { tenants } from "../control/schema/tenants.ts";
import { notifyTenantChanged } from "../control/tenant-changes.ts";
import { getTenant, lockTenant } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { dropPlace } from "./drop-place.ts";
import { type HoldOptions, withHold } from "./hold.ts";

/**
 * Idempotent; a tenant that serves, or is no copy, is left alone. Throws LifecycleRefused ("busy") where
 * somebody is at work on it.
 */
export async function discardCopy(tier: DataTier, tenantId: string, by: HoldOptions = {}): Promise<void> {
  await withHold(
    tier,
    tenantId,
    async ({ requireHeld }) => {
      const tenant = await tier.controlDb.read((tx) => findHalfCopied(tx, tenantId));
      if (!tenant) return;
      const drop = async () => {
        await tier.connections.evict(tenant.placement);
        await dropPlace(tier, tenant.placement);
      };
      const steps = [
        { name: "drop", work: drop },
        { name: "forget", record: (tx: ControlTx) => forget(tx, tenantId) },
      ];
      await runSteps(tier.controlDb, { tenantId, kind: "copy" }, steps, { requireHeld });
      tier.tenantRegistry.invalidate(tenantId, [tenant.slug]);
    },
    by,
  );
}

async function findHalfCopied(tx: ControlTx, tenantId: string): Promise<Tenant | undefined> {
  const [tenant, steps] = await Promise.all([getTenant(tx, tenantId), listJournal(tx, tenantId)]);
  return tenant && unfinishedWork(tenant, steps) === "copy" ? tenant : undefined;
}

/** Whatever refers to the tenant goes with its row. */
async function forget(tx: ControlTx, tenantId: string): Promise<void> {
  await lockTenant(tx, tenantId);
  await notifyTenantChanged(tx, tenantId);
  await tx.delete(journal).where(eq(journal.tenantId, tenantId));
  await tx.delete(tenants).where(eq(tenants.id, tenantId));
}
