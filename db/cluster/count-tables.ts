/** How full the catalogs are: the tables in the database that a cluster's tenants share. */
import type pg from "pg";
import { type Cluster, clusterUrls, listClusters, setClusterTables } from "../control/clusters.ts";
import type { DataTier } from "../data-tier.ts";
import { withAdmin } from "./admin.ts";

const COUNT = `
SELECT count(*)::int AS tables FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')`;

export async function countTables(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ tables: number }>(COUNT);
  return rows[0]?.tables ?? 0;
}

/** Counts on every cluster and writes it down. One that does not answer keeps its number, and is reported. */
export async function countAllTables(tier: DataTier): Promise<{ cluster: string; error: Error }[]> {
  const clusters = await tier.controlDb.read(listClusters);
  const failures = await Promise.all(clusters.map((cluster) => countOn(tier, cluster)));
  return failures.filter((failure) => failure !== undefined);
}

async function countOn(
  tier: DataTier,
  cluster: Cluster,
): Promise<{ cluster: string; error: Error } | undefined> {
  try {
    const { adminUrl } = clusterUrls(cluster, tier.readSecret);
    const tables = await withAdmin(adminUrl, countTables);
    await tier.controlDb.write((tx) => setClusterTables(tx, cluster.name, tables));
    return undefined;
  } catch (error) {
    return { cluster: cluster.name, error: error as Error };
  }
}
