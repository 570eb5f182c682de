/** Kind "database": a small pool each with the database's own login; the least recently used goes, under a hard cap. */
import { LRUCache } from "lru-cache";
import { PlacementUnavailable } from "../errors.ts";
import type { ConnectionRegistry, OpenSecret, ResolveCluster } from "./connection-registry.ts";
import type { Placement } from "./placement.ts";
import { type BoundedPool, openPool, type PoolLimits } from "./pool.ts";

export const DEDICATED_POOL_LIMITS: PoolLimits = { maxConnections: 3, checkoutWaitMs: 5_000, idleMs: 30_000 };
/** Dedicated databases that may have a pool at one time. */
export const MAX_DEDICATED_POOLS = 20;

export function dedicatedDatabases(options: {
  resolveCluster: ResolveCluster;
  openSecret: OpenSecret;
}): ConnectionRegistry {
  const pools = new LRUCache<string, BoundedPool>({
    max: MAX_DEDICATED_POOLS,
    dispose: (pool) => void pool.close().catch(() => {}),
  });

  const urlOf = async (placement: Placement) => {
    if (!placement.login) throw new PlacementUnavailable("A dedicated database has a login of its own.");
    const url = new URL((await options.resolveCluster(placement.cluster)).url);
    url.pathname = `/${placement.database}`;
    url.username = placement.login.user;
    url.password = options.openSecret(placement.login.sealedPassword);
    return url.href;
  };
  const keyOf = (placement: Placement) => `${placement.cluster}/${placement.database}`;
  const poolOf = async (placement: Placement) => {
    const key = keyOf(placement);
    const known = pools.get(key);
    if (known) return known;
    const url = await urlOf(placement);
    const opened = pools.get(key) ?? openPool(url, `tenantry:${placement.database}`, DEDICATED_POOL_LIMITS);
    pools.set(key, opened, { noDisposeOnSet: true });
    return opened;
  };
  const close = async () => {
    const all = [...pools.values()];
    pools.clear();
    await Promise.allSettled(all.map((pool) => pool.close()));
  };

  return {
    acquire: async (placement) => (await poolOf(placement)).acquire(),
    evict: async (placement) => void pools.delete(keyOf(placement)),
    drain: close,
    stats: () => [...pools].map(([name, pool]) => ({ name, kind: "database" as const, ...pool.stats() })),
    close,
  };
}
