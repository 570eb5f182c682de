/**
 * From what a person types to tenants and clusters; what there is not ends with near names and exit code 2.
 */
import { notInArray } from "drizzle-orm";
import type { ControlTx } from "../control/control-db.ts";
import { clusters } from "../control/schema/clusters.ts";
import { tenants } from "../control/schema/tenants.ts";
import { HIDDEN_STATUSES } from "../control/tenant-list.ts";
import { getTenant, getTenantBySlug } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { UUID } from "../paging.ts";
import type { Tenant } from "../routing/tenant.ts";
import { UsageError } from "./exit.ts";
import { didYouMean, nearNames } from "./near-names.ts";

/** By slug (a former one too) or id. Throws UsageError with near names. */
export async function findTenant(tier: DataTier, name: string): Promise<Tenant> {
  return tier.controlDb.read(async (tx) => {
    const wanted = name.toLowerCase();
    const tenant = UUID.test(wanted) ? await getTenant(tx, wanted) : await getTenantBySlug(tx, wanted);
    if (tenant) return tenant;
    const near = nearNames(wanted, await listSlugs(tx));
    throw new UsageError(
      `There is no tenant ${JSON.stringify(name)}.${didYouMean(near)} \`tenantry tenants list\` shows all.`,
    );
  });
}

export async function findTenants(
  tier: DataTier,
  names: string[] | undefined,
): Promise<Tenant[] | undefined> {
  if (!names) return undefined;
  return Promise.all(names.map((name) => findTenant(tier, name)));
}

async function listSlugs(tx: ControlTx): Promise<string[]> {
  const rows = await tx
    .select({ slug: tenants.slug })
    .from(tenants)
    .where(notInArray(tenants.status, HIDDEN_STATUSES));
  return rows.map(({ slug }) => slug);
}

/** Throws UsageError, with near names, unless every one is a registered cluster. */
export async function requireClusters(tier: DataTier, names: string[] | undefined): Promise<void> {
  if (!names || names.length === 0) return;
  const known = await tier.controlDb.read((tx) => tx.select({ name: clusters.name }).from(clusters));
  const all = known.map(({ name }) => name);
  for (const name of names) {
    if (all.includes(name)) continue;
    const near = nearNames(name, all);
    const hint = near.length > 0 ? didYouMean(near) : ` There is: ${all.join(", ")}.`;
    throw new UsageError(`There is no cluster ${JSON.stringify(name)}.${hint}`);
  }
}
