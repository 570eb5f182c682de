/** Which tenants a migration command concerns. */
import type { Command } from "commander";
import type { DataTier } from "../../data-tier.ts";
import type { TargetFilter } from "../../migrate/targets.ts";
import { findTenants, requireClusters } from "../find.ts";

export type Selection = { tenant?: string[]; cluster?: string[]; except?: string[] };

export const withSelection = (command: Command): Command =>
  command
    .option("--tenant <name...>", "only these tenants, by slug or id")
    .option("--cluster <name...>", "only these clusters")
    .option("--except <name...>", "not these tenants, by slug or id");

/** Throws UsageError, with near names, for what there is not. */
export async function selectTenants(
  tier: DataTier,
  { tenant, cluster, except }: Selection,
): Promise<TargetFilter> {
  await requireClusters(tier, cluster);
  const tenants = await findTenants(tier, tenant);
  const left = await findTenants(tier, except);
  const ids = (some: typeof tenants) => some?.map(({ id }) => id);
  return { tenantIds: ids(tenants), clusters: cluster, exceptIds: ids(left) };
}
