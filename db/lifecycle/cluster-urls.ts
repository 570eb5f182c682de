import { type ClusterUrls, clusterUrls, getCluster } from "../control/clusters.ts";
import type { DataTier } from "../data-tier.ts";
import { PlacementUnavailable } from "../errors.ts";

/** How to reach a registered cluster. Throws PlacementUnavailable, or DatabaseUnavailable where a variable is unset. */
export async function urlsOfCluster(tier: DataTier, name: string): Promise<ClusterUrls> {
  const cluster = await tier.controlDb.read((tx) => getCluster(tx, name));
  if (!cluster) throw new PlacementUnavailable(`Cluster ${name} is not registered.`);
  return clusterUrls(cluster, tier.readSecret);
}
