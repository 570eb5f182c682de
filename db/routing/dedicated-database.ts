/**
 * Kind "database": a small pool each, with the database's own login. At most `maxPools` are open; the least
 * recently used one that idles makes room, and where all are busy the next waits, for so long and no longer.
 */
import { ConnectionLimitReached, PlacementUnavailable } from "../errors.ts";
import type { ConnectionRegistry, OpenSecret, ResolveCluster } from "./connection-registry.ts";
import type { Placement } from "./placement.ts";
import { openPlaces } from "./places.ts";
import { type BoundedPool, openPool, type PoolLimits, type PoolMode } from "./pool.ts";
import { poolName } from "./pool-names.ts";
import type { Lease } from "./transaction.ts";

/** @internal */
export const DEDICATED_POOL_LIMITS: PoolLimits = {
  maxConnections: 3,
  maxPerTenant: 3,
  maxWaiting: 200,
  maxWaitingPerTenant: 200,
  checkoutWaitMs: 5_000,
  connectTimeoutMs: 5_000,
  idleMs: 30_000,
  drainMs: 10_000,
};
/** Dedicated databases that may have a pool at one time; with the above, 60 connections. */
const MAX_DEDICATED_POOLS = 20;
/** Requests for databases without a pool that may wait for one to close. */
const MAX_WAITING_FOR_PLACE = 200;

type Options = { resolveCluster: ResolveCluster; openSecret: OpenSecret } & PoolMode;
/** `retired`: it serves nobody new, and settles when it is closed. */
type Held = { name: string; pool: BoundedPool; leases: number; retired?: Promise<void> };

const closing = () => new ConnectionLimitReached("The databases are being closed.");

export function dedicatedDatabases(
  options: Options,
  limits = DEDICATED_POOL_LIMITS,
  maxPools = MAX_DEDICATED_POOLS,
): ConnectionRegistry {
  /** Least recently used first. */
  const held = new Map<string, Held>();
  /** Of open pools, those that open, and those that close. */
  const places = openPlaces(maxPools, { ...limits, maxPerTenant: 1, maxWaiting: MAX_WAITING_FOR_PLACE });
  const opening = new Map<string, Promise<Held>>();
  const retiring = new Set<Promise<void>>();
  let isClosed = false;

  /** Whoever asks first: once, and of this pool alone, though another may have its key by now. */
  const retire = (key: string, one: Held): Promise<void> => {
    if (held.get(key) === one) held.delete(key);
    one.retired ??= closeAndFree(one.pool);
    return one.retired;
  };
  const closeAndFree = (pool: BoundedPool): Promise<void> => {
    const closed = pool.close().finally(() => {
      retiring.delete(closed);
      places.giveBack();
    });
    retiring.add(closed);
    return closed;
  };
  const takePlace = async (key: string): Promise<void> => {
    if (places.tryTake()) return;
    const idle = [...held].find(([, { leases }]) => leases === 0);
    if (idle) void retire(...idle);
    await places.wait(key);
  };
  const open = async (key: string, placement: Placement): Promise<Held> => {
    const url = await urlOf(placement, options);
    if (isClosed) throw closing();
    await takePlace(key);
    const pool = openPool(url, poolName(placement.database), limits, options);
    const fresh: Held = { name: nameOf(placement), pool, leases: 0 };
    held.set(key, fresh);
    return fresh;
  };
  const find = (key: string, placement: Placement): Promise<Held> => {
    const underway = opening.get(key) ?? open(key, placement).finally(() => opening.delete(key));
    opening.set(key, underway);
    return underway;
  };

  /** Counted at once, so that nothing closes the pool between being found and being used. */
  const lend = async (key: string, found: Held, placement: Placement): Promise<Lease> => {
    found.leases++;
    held.delete(key);
    held.set(key, found);
    const done = () => {
      found.leases--;
      if (found.leases === 0 && places.isWaitedFor()) void retire(key, found);
    };
    try {
      const lease = await found.pool.acquire(placement.schema);
      return {
        ...lease,
        release: (error) => {
          lease.release(error);
          done();
        },
      };
    } catch (error) {
      done();
      throw error;
    }
  };

  const close = async () => {
    isClosed = true;
    places.refuseAll(closing());
    await Promise.allSettled(opening.values());
    for (const each of held) void retire(...each);
    await Promise.all(retiring);
  };

  return {
    acquire: async (placement) => {
      const key = keyOf(placement);
      for (;;) {
        if (isClosed) throw closing();
        const found = held.get(key) ?? (await find(key, placement));
        // Between being opened and being lent it may have made room for another.
        if (held.get(key) === found) return lend(key, found, placement);
      }
    },
    evict: async (placement) => {
      const key = keyOf(placement);
      const found = held.get(key);
      if (found) await retire(key, found);
    },
    stats: () =>
      [...held.values()].map(({ name, pool }) => ({ name, kind: "database" as const, ...pool.stats() })),
    close,
  };
}

const nameOf = ({ cluster, database }: Placement) => `${cluster}/${database}`;
/** Another login, or password, is another pool: sessions of the former one serve nobody new. */
const keyOf = (placement: Placement) =>
  [nameOf(placement), placement.login?.user, placement.login?.sealedPassword].join(" ");

async function urlOf(placement: Placement, { resolveCluster, openSecret }: Options): Promise<string> {
  if (!placement.login) throw new PlacementUnavailable("A dedicated database has a login of its own.");
  const url = new URL((await resolveCluster(placement.cluster)).url);
  url.pathname = `/${placement.database}`;
  url.username = placement.login.user;
  url.password = openSecret(placement.login.sealedPassword);
  return url.href;
}
