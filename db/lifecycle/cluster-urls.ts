import { type ClusterUrls, clusterUrls, getCluster } from "../control/clusters.ts";
import type { ControlTx } from "../control/control-db.ts";
import type { DataTier } from "../data-tier.ts";
import { PlacementUnavailable } from "../errors.ts";

/** How to reach a registered cluster. Throws PlacementUnavailable, or DatabaseUnavailable where a variable is unset. */
export const urlsOfCluster = (tier: DataTier, name: string): Promise<ClusterUrls> =>
  tier.controlDb.read((tx) => readClusterUrls(tx, tier, name));

/** The same within a transaction that reads other things too. */
export async function readClusterUrls(tx: ControlTx, tier: DataTier, name: string): Promise<ClusterUrls> {
  const cluster = await getCluster(tx, name);
  if (!cluster) throw new PlacementUnavailable(`Cluster ${name} is not registered.`);
  return clusterUrls(cluster, tier.readSecret);
}
