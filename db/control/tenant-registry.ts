/** hostname → tenant and placement: cached, bounded, told of changes by all processes. Correctness never rests on it. */
import { LRUCache } from "lru-cache";
import { batched } from "./batched.ts";
import type { ControlDb, ControlTx } from "./control-db.ts";
import { knownSlugs } from "./known-slugs.ts";
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

export const REGISTRY_LIMITS = {
  maxEntries: 10_000,
  ttlMs: 60_000,
  /** Names that are nobody's; apart, so that a flood of them pushes no tenant out. */
  maxMisses: 10_000,
  missTtlMs: 5_000,
};

/** `slug` where the name is one, so that an invented one is told apart before anything is looked up. */
type Lookup = { slug?: string; read: (tx: ControlTx) => Promise<Tenant | undefined> };

async function answerAll(tx: ControlTx, lookups: Lookup[]): Promise<(Tenant | undefined)[]> {
  const known = await knownSlugs(
    tx,
    lookups.flatMap(({ slug }) => slug ?? []),
  );
  return Promise.all(
    lookups.map(async ({ slug, read }) => (slug && !known.has(slug) ? undefined : read(tx))),
  );
}

export function createTenantRegistry(controlDb: ControlDb, limits = REGISTRY_LIMITS): TenantRegistry {
  const tenants = new LRUCache<string, Tenant>({ max: limits.maxEntries, ttl: limits.ttlMs });
  const misses = new LRUCache<string, true>({ max: limits.maxMisses, ttl: limits.missTtlMs });
  const loading = new Map<string, Promise<Tenant | undefined>>();
  const counts = { hits: 0, misses: 0 };
  /** Raised by each invalidation: an answer asked for under an older one is not kept. */
  let generation = 0;
  /** One connection, however many names are asked for. */
  const lookUp = batched<Lookup, Tenant | undefined>((lookups) =>
    controlDb.read((tx) => answerAll(tx, lookups)),
  );

  const load = async (key: string, lookup: Lookup) => {
    const askedIn = generation;
    const tenant = await lookUp(lookup);
    if (askedIn !== generation) return tenant;
    if (tenant) tenants.set(key, tenant);
    else misses.set(key, true);
    return tenant;
  };

  const find = async (key: string, lookup: Lookup) => {
    const known = tenants.get(key);
    if (known || misses.get(key)) {
      counts.hits++;
      return known;
    }
    counts.misses++;
    const underway = loading.get(key);
    if (underway) return underway;
    const asked = load(key, lookup).finally(() => {
      if (loading.get(key) === asked) loading.delete(key);
    });
    loading.set(key, asked);
    return asked;
  };

  /** Misses go as well: a name that was nobody's may be this tenant's now. */
  const forget = (matches: (tenant: Tenant) => boolean) => {
    generation++;
    loading.clear();
    misses.clear();
    for (const [key, tenant] of tenants.entries()) if (matches(tenant)) tenants.delete(key);
  };

  return {
    resolveHostname: ({ hostname, slug }) =>
      slug
        ? find(`slug:${slug}`, { slug, read: (tx) => getTenantBySlug(tx, slug) })
        : find(`domain:${hostname}`, { read: (tx) => getTenantByDomain(tx, hostname) }),
    getById: (id) => find(`id:${id}`, { read: (tx) => getTenant(tx, id) }),
    invalidate: (tenantId) => forget(({ id }) => id === tenantId),
    clear: () => forget(() => true),
    stats: () => ({ size: tenants.size + misses.size, ...counts }),
  };
}
