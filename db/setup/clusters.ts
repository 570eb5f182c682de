/**
 * Brings the walls of every cluster, and of every database that belongs to one tenant, to what this code
 * builds.
 */

import { withAdmin } from "../cluster/admin.ts";
import { listDedicated } from "../cluster/dedicated.ts";
import { loginOf, prepareCluster, prepareDedicated } from "../cluster/prepare.ts";
import { type Cluster, clusterUrls, listClusters } from "../control/clusters.ts";
import type { DataTier } from "../data-tier.ts";
import type { Placement } from "../routing/placement.ts";

/** Databases of a cluster that are looked at side by side. */
const AT_ONCE = 4;

export type Unprepared = { cluster: string; database?: string; error: Error };

/** Idempotent. What cannot be reached is answered, and the rest is done. */
export async function prepareAllClusters(tier: DataTier): Promise<Unprepared[]> {
  const clusters = await tier.controlDb.read(listClusters);
  return (await Promise.all(clusters.map((cluster) => prepareOne(tier, cluster)))).flat();
}

async function prepareOne(tier: DataTier, cluster: Cluster): Promise<Unprepared[]> {
  const { name } = cluster;
  try {
    const { url, adminUrl } = clusterUrls(cluster, tier.readSecret);
    await prepareCluster(adminUrl, { appLogin: loginOf(url) });
    const waiting = await listDedicated(tier, name, adminUrl);
    const failures: Unprepared[] = [];
    const worker = async () => {
      for (let next = waiting.pop(); next; next = waiting.pop()) {
        const { database } = next;
        const error = await prepareDatabase(adminUrl, next);
        if (error) failures.push({ cluster: name, database, error });
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    return failures;
  } catch (error) {
    return [{ cluster: name, error: error as Error }];
  }
}

async function prepareDatabase(adminUrl: string, { database, login }: Placement): Promise<Error | undefined> {
  if (!login) return undefined;
  try {
    await withAdmin(adminUrl, (client) => prepareDedicated(client, login.user), { database });
    return undefined;
  } catch (error) {
    return error as Error;
  }
}
