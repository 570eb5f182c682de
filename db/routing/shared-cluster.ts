/** Kind "schema": one bounded pool a cluster, whatever the number of tenants. */
import { ConnectionLimitReached } from "../errors.ts";
import type { ConnectionRegistry, ResolveCluster } from "./connection-registry.ts";
import { type BoundedPool, openPool, type PoolLimits, type PoolMode } from "./pool.ts";
import { poolName } from "./pool-names.ts";

/** @internal */
export const SHARED_POOL_LIMITS: PoolLimits = {
  maxConnections: 10,
  maxPerTenant: 6,
  maxWaiting: 1_000,
  maxWaitingPerTenant: 200,
  checkoutWaitMs: 5_000,
  connectTimeoutMs: 5_000,
  idleMs: 60_000,
  drainMs: 10_000,
};

export function sharedClusters(
  options: { resolveCluster: ResolveCluster } & PoolMode,
  limits = SHARED_POOL_LIMITS,
): ConnectionRegistry {
  const pools = new Map<string, BoundedPool>();
  const opening = new Map<string, Promise<BoundedPool>>();
  let isClosed = false;

  const open = async (cluster: string) => {
    const { url } = await options.resolveCluster(cluster);
    if (isClosed) throw new ConnectionLimitReached("The clusters are being closed.");
    const pool = openPool(url, poolName(cluster), limits, options);
    pools.set(cluster, pool);
    return pool;
  };
  const poolOf = (cluster: string): Promise<BoundedPool> => {
    const underway = opening.get(cluster) ?? open(cluster).finally(() => opening.delete(cluster));
    opening.set(cluster, underway);
    return underway;
  };
  const close = async () => {
    isClosed = true;
    await Promise.allSettled(opening.values());
    const all = [...pools.values()];
    pools.clear();
    await Promise.all(all.map((pool) => pool.close()));
  };

  return {
    acquire: async ({ cluster, schema }) => (pools.get(cluster) ?? (await poolOf(cluster))).acquire(schema),
    // The pool belongs to all tenants of the cluster: nothing is held for one of them.
    evict: async () => {},
    stats: () => [...pools].map(([name, pool]) => ({ name, kind: "schema" as const, ...pool.stats() })),
    close,
  };
}
