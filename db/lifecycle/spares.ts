/** A few tenants kept ready on each accepting cluster: made, migrated, nobody's. */
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { withAdmin } from "../cluster/admin.ts";
import { tryUnderLock } from "../cluster/lock.ts";
import { loginOf } from "../cluster/prepare.ts";
import { type Actor, recordAudit, SYSTEM } from "../control/audit-log.ts";
import { listClusterCapacities, lockRoom } from "../control/capacity.ts";
import { type Cluster, clusterUrls } from "../control/clusters.ts";
import type { ControlTx } from "../control/control-db.ts";
import { clusters } from "../control/schema/clusters.ts";
import { placements, tenants } from "../control/schema/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { newId } from "../id.ts";
import { tenantIdentifier } from "../routing/placement.ts";
import { latestTenantVersion } from "../tenant/version.ts";
import { giveBirth } from "./birth.ts";
import { newPlacement } from "./reserve.ts";

/** Kept ready on each cluster. */
export const SPARES_PER_CLUSTER = 5;
/** Made in one transaction and with one GRANT. */
const SPARES_PER_BATCH = 20;

export type Refilled = { cluster: string; made: number; error?: Error };

/**
 * Fills the spares of every accepting cluster up, and finishes those that a kill left half made. One process
 * at a time: where another is at it, nothing is done. A cluster that fails is reported, and the others are
 * filled.
 */
export async function refillSpares(
  tier: DataTier,
  options: { perCluster?: number; cluster?: string; actor?: Actor } = {},
): Promise<Refilled[]> {
  const refill = async () => {
    const wanted = options.perCluster ?? SPARES_PER_CLUSTER;
    const actor = options.actor ?? SYSTEM;
    const accepting = await tier.controlDb.read((tx) => listAccepting(tx, options.cluster));
    const refilled: Refilled[] = [];
    for (const cluster of accepting) refilled.push(await refillCluster(tier, cluster, { wanted, actor }));
    return refilled;
  };
  return tryUnderLock(tier.urls.adminUrl, "spares", refill, async () => []);
}

type Accepting = Cluster & { missing(wanted: number): number };

async function listAccepting(tx: ControlTx, only: string | undefined): Promise<Accepting[]> {
  const [rows, capacities] = await Promise.all([tx.select().from(clusters), listClusterCapacities(tx)]);
  return rows
    .filter(({ name, status }) => status === "accepting" && (only === undefined || name === only))
    .map((cluster) => {
      const { free = 0, spares = 0 } = capacities.find(({ name }) => name === cluster.name) ?? {};
      const missing = (wanted: number) => Math.min(wanted - spares, free);
      return { ...cluster, missing };
    });
}

async function refillCluster(
  tier: DataTier,
  cluster: Accepting,
  { wanted, actor }: { wanted: number; actor: Actor },
): Promise<Refilled> {
  let made = 0;
  try {
    const left = await tier.controlDb.read((tx) => listHalfMade(tx, cluster.name));
    if (left.length > 0) made += await makeSpares(tier, cluster, left, actor);
    for (let missing = cluster.missing(wanted) - made; missing > 0; missing -= SPARES_PER_BATCH) {
      const count = Math.min(missing, SPARES_PER_BATCH);
      const ids = await tier.controlDb.write((tx) => announceSpares(tx, tier, cluster, count));
      if (ids.length === 0) break;
      made += await makeSpares(tier, cluster, ids, actor);
    }
    return { cluster: cluster.name, made };
  } catch (error) {
    return { cluster: cluster.name, made, error: error as Error };
  }
}

/**
 * Rows first: what is made without one would be nobody's for ever. As many as fit by now, which may be none.
 */
async function announceSpares(
  tx: ControlTx,
  tier: DataTier,
  cluster: Cluster,
  count: number,
): Promise<string[]> {
  await lockRoom(tx);
  const { free = 0 } = (await listClusterCapacities(tx)).find(({ name }) => name === cluster.name) ?? {};
  const ids = Array.from({ length: Math.min(count, free) }, newId);
  if (ids.length === 0) return ids;
  await tx.insert(tenants).values(
    ids.map((id) => ({
      id,
      slug: `spare-${id.replaceAll("-", "")}`,
      name: "",
      status: "provisioning" as const,
    })),
  );
  await tx.insert(placements).values(ids.map((id) => newPlacement(tier, cluster, id, "schema")));
  return ids;
}

/** Spares in the making: provisioned for no organization. */
async function listHalfMade(tx: ControlTx, cluster: string): Promise<string[]> {
  const rows = await tx
    .select({ id: tenants.id })
    .from(tenants)
    .innerJoin(placements, eq(placements.tenantId, tenants.id))
    .where(
      and(
        eq(tenants.status, "provisioning"),
        isNull(tenants.organizationId),
        eq(placements.cluster, cluster),
        sql`${tenants.slug} like 'spare-%'`,
        sql`not exists (select from control.journal j where j.tenant_id = ${tenants.id} and j.kind = 'copy')`,
      ),
    );
  return rows.map(({ id }) => id);
}

/** Written down with who made them: whoever finishes what a kill left half made. */
async function makeSpares(tier: DataTier, cluster: Cluster, ids: string[], actor: Actor): Promise<number> {
  const { url, adminUrl } = clusterUrls(cluster, tier.readSecret);
  const schemas = ids.map(tenantIdentifier);
  const newborns = schemas.map((schema) => ({ schema }));
  const born = await giveBirth({ adminUrl, login: loginOf(url), newborns });
  // Made before the kill, in one transaction: there are all of them. They have the version of then, which may
  // be older.
  const version = born ? born.version : await versionMade(adminUrl, schemas[0] ?? "");
  await tier.controlDb.write(async (tx) => {
    await tx
      .update(tenants)
      .set({ status: "spare", schemaVersion: version, updatedAt: sql`now()` })
      .where(and(inArray(tenants.id, ids), eq(tenants.status, "provisioning")));
    await recordAudit(tx, {
      actor,
      action: "spares.make",
      detail: { cluster: cluster.name, count: ids.length },
    });
  });
  return ids.length;
}

async function versionMade(adminUrl: string, schema: string): Promise<string | null> {
  const { rows } = await withAdmin(adminUrl, (client) =>
    client.query<{ version: string | null }>(`SELECT max(name) AS version FROM "${schema}"."_migrations"`),
  );
  return rows[0]?.version ?? latestTenantVersion();
}
