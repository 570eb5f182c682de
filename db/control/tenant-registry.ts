/** hostname → tenant and placement: cached, bounded, told of changes by all processes. Correctness never rests on it. */
import { LRUCache } from "lru-cache";
import type { ControlDb, ControlTx } from "./control-db.ts";
import type { Tenant } from "./tenant.ts";
import { getTenant, getTenantByDomain, getTenantBySlug } from "./tenants.ts";

/** What the web tier made of a hostname: `slug` is the label below the base, null for a name of another domain. */
export type TenantName = { hostname: string; slug: string | null };

export interface TenantRegistry {
  /** Undefined where nobody has this name. */
  resolveHostname(name: TenantName): Promise<Tenant | undefined>;
  getById(id: string): Promise<Tenant | undefined>;
  /** Forgets a tenant, and answers that are on their way. */
  invalidate(tenantId: string): void;
  clear(): void;
  stats(): { size: number; hits: number; misses: number };
}

export const REGISTRY_LIMITS = { maxEntries: 10_000, ttlMs: 60_000, missTtlMs: 5_000 };

type Entry = { tenant: Tenant | null };

export function createTenantRegistry(controlDb: ControlDb, limits = REGISTRY_LIMITS): TenantRegistry {
  const cache = new LRUCache<string, Entry>({ max: limits.maxEntries, ttl: limits.ttlMs });
  const loading = new Map<string, Promise<Tenant | undefined>>();
  const counts = { hits: 0, misses: 0 };
  /** Raised by each invalidation: an answer asked for under an older one is not kept. */
  let generation = 0;

  const load = async (key: string, read: (tx: ControlTx) => Promise<Tenant | undefined>) => {
    const askedIn = generation;
    const tenant = await controlDb.read(read);
    const ttl = tenant ? limits.ttlMs : limits.missTtlMs;
    if (askedIn === generation) cache.set(key, { tenant: tenant ?? null }, { ttl });
    return tenant;
  };

  const find = (key: string, read: (tx: ControlTx) => Promise<Tenant | undefined>) => {
    const known = cache.get(key);
    if (known) {
      counts.hits++;
      return Promise.resolve(known.tenant ?? undefined);
    }
    counts.misses++;
    const underway = loading.get(key);
    if (underway) return underway;
    const asked = load(key, read).finally(() => {
      if (loading.get(key) === asked) loading.delete(key);
    });
    loading.set(key, asked);
    return asked;
  };

  const forget = (matches: (entry: Entry) => boolean) => {
    generation++;
    loading.clear();
    for (const [key, entry] of cache.entries()) if (matches(entry)) cache.delete(key);
  };

  return {
    resolveHostname: ({ hostname, slug }) =>
      slug
        ? find(`slug:${slug}`, (tx) => getTenantBySlug(tx, slug))
        : find(`domain:${hostname}`, (tx) => getTenantByDomain(tx, hostname)),
    getById: (id) => find(`id:${id}`, (tx) => getTenant(tx, id)),
    // Misses go as well: a name that was nobody's may be this tenant's now.
    invalidate: (tenantId) => forget(({ tenant }) => tenant === null || tenant.id === tenantId),
    clear: () => forget(() => true),
    stats: () => ({ size: cache.size, ...counts }),
  };
}
