/** What other parts need of migrating: one tenant now, or all that are behind. */
import { hostname } from "node:os";
import { withAdmin } from "../cluster/admin.ts";
import { updateTenant } from "../control/tenant-changes.ts";
import { getTenant } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { MigrationRefused, MigrationRunInProgress, PlacementUnavailable } from "../errors.ts";
import type { Tenant } from "../routing/tenant.ts";
import { narrowing } from "../tenant/grants.ts";
import { tenantMigrations } from "../tenant/version.ts";
import { applyMigrations } from "./apply.ts";
import { fanOut, type TenantOutcome } from "./fan-out.ts";
import { refuseStatements } from "./refused-statements.ts";

export type TenantFailure = { tenant: Tenant; error: Error };

/**
 * Migrates each tenant that is behind, as a server does when it starts. One that fails is reported, and the
 * others go on; where another process is at it already, nothing is done: what is behind answers 503 until
 * then.
 */
export async function migrateTenants(
  tier: DataTier,
): Promise<{ migrated: number; failures: TenantFailure[] }> {
  try {
    const failed: TenantOutcome[] = [];
    const onOutcome = (outcome: TenantOutcome) => {
      if (outcome.state === "failed") failed.push(outcome);
    };
    const { done } = await fanOut(tier, { actor: { kind: "system", id: hostname() }, onOutcome });
    return { migrated: done, failures: await Promise.all(failed.map((outcome) => toFailure(tier, outcome))) };
  } catch (error) {
    if (error instanceof MigrationRunInProgress) return { migrated: 0, failures: [] };
    throw error;
  }
}

async function toFailure(tier: DataTier, { target, failure }: TenantOutcome): Promise<TenantFailure> {
  const tenant = await tier.controlDb.read((tx) => getTenant(tx, target.tenantId));
  if (!tenant) throw new PlacementUnavailable(`Tenant ${target.tenantId} is gone.`);
  return { tenant, error: new MigrationRefused(failure?.message ?? "unknown") };
}

/**
 * Applies to one tenant what it lacks, where it physically is: one that was away while the others were
 * migrated may lack what is late by now.
 */
export async function migrateTenant(tier: DataTier, { id, placement }: Tenant): Promise<void> {
  await refuseStatements(tenantMigrations());
  const { adminUrl } = await tier.clusterUrls(placement.cluster);
  const after = narrowing(placement.schema);
  const { version } = await withAdmin(
    adminUrl,
    (client) =>
      applyMigrations(client, tenantMigrations(), { schema: placement.schema, after, allowLate: true }),
    { database: placement.database },
  );
  await tier.controlDb.write((tx) => updateTenant(tx, id, { schemaVersion: version }));
}
