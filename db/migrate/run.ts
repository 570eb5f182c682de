/** Brings the control plane and every tenant up to date, one after the other. */
import { withAdmin } from "../cluster/admin.ts";
import { clusterUrls, getCluster } from "../control/clusters.ts";
import type { Tenant } from "../control/tenant.ts";
import { listTenants, setSchemaVersion } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { PlacementUnavailable } from "../errors.ts";
import { narrowing } from "../tenant/grants.ts";
import { applyMigrations, versionOf } from "./apply.ts";
import { loadMigrations } from "./migrations.ts";

export type TenantFailure = { tenant: Tenant; error: Error };

/** Migrates each tenant that is behind. One that fails is reported, and the others go on. */
export async function migrateTenants(
  tier: DataTier,
): Promise<{ migrated: number; failures: TenantFailure[] }> {
  const latest = versionOf(loadMigrations("tenant"));
  const tenants = await tier.controlDb.read((tx) => listTenants(tx, ["active", "suspended", "moving"]));
  const behind = tenants.filter(({ schemaVersion }) => schemaVersion !== latest);
  const failures: TenantFailure[] = [];
  for (const tenant of behind) {
    await migrateTenant(tier, tenant).catch((error: Error) => failures.push({ tenant, error }));
  }
  return { migrated: behind.length - failures.length, failures };
}

/** Applies to one tenant what it lacks, where it physically is. */
export async function migrateTenant(tier: DataTier, { id, placement }: Tenant): Promise<void> {
  const cluster = await tier.controlDb.read((tx) => getCluster(tx, placement.cluster));
  if (!cluster) throw new PlacementUnavailable(`Cluster ${placement.cluster} is not registered.`);
  const after = narrowing(placement.schema);
  const { version } = await withAdmin(
    clusterUrls(cluster, tier.readSecret).adminUrl,
    (client) => applyMigrations(client, loadMigrations("tenant"), { schema: placement.schema, after }),
    { database: placement.database },
  );
  await tier.controlDb.write((tx) => setSchemaVersion(tx, id, version));
}
