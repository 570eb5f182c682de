/** Kind "schema": one bounded pool a cluster, whatever the number of tenants. */
import type { ConnectionRegistry, ResolveCluster } from "./connection-registry.ts";
import { type BoundedPool, openPool, type PoolLimits } from "./pool.ts";

export const SHARED_POOL_LIMITS: PoolLimits = { maxConnections: 10, checkoutWaitMs: 5_000, idleMs: 60_000 };

export function sharedClusters(options: { resolveCluster: ResolveCluster }): ConnectionRegistry {
  const pools = new Map<string, Promise<BoundedPool>>();

  const open = async (cluster: string) => {
    const { url } = await options.resolveCluster(cluster);
    return openPool(url, `tenantry:${cluster}`, SHARED_POOL_LIMITS);
  };
  const poolOf = (cluster: string) => {
    const known = pools.get(cluster);
    if (known) return known;
    const opened = open(cluster);
    pools.set(cluster, opened);
    opened.catch(() => pools.delete(cluster));
    return opened;
  };
  const opened = new Map<string, BoundedPool>();
  const close = async () => {
    const all = [...opened.values()];
    pools.clear();
    opened.clear();
    await Promise.all(all.map((pool) => pool.close()));
  };

  return {
    acquire: async ({ cluster }) => {
      const pool = await poolOf(cluster);
      opened.set(cluster, pool);
      return pool.acquire();
    },
    // The pool belongs to all tenants of the cluster: nothing is held for one of them.
    evict: async () => {},
    drain: close,
    stats: () => [...opened].map(([name, pool]) => ({ name, kind: "schema" as const, ...pool.stats() })),
    close,
  };
}
