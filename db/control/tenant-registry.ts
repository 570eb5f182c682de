/**
 * hostname → tenant and placement: cached, bounded, told of changes by all processes. Correctness never rests
 * on it.
 */
import { LRUCache } from "lru-cache";
import type { Tenant } from "../routing/tenant.ts";
import { batched, MAX_BATCH } from "./batched.ts";
import type { ControlDb, ControlTx } from "./control-db.ts";
import { knownSlugs } from "./known-slugs.ts";
import { registryChanges } from "./registry-changes.ts";
import { getTenant, getTenantByDomain, getTenantBySlug } from "./tenants.ts";

/**
 * What the web tier made of a hostname: `slug` is the label below the base, null for a name of another
 * domain.
 */
type TenantName = { hostname: string; slug: string | null };

export interface TenantRegistry {
  /** Undefined where nobody has this name. */
  resolveHostname(name: TenantName): Promise<Tenant | undefined>;
  getById(id: string): Promise<Tenant | undefined>;
  /**
   * Forgets one tenant, and answers about it that are on their way. `names`: slugs and hostnames that are its
   * own now.
   */
  invalidate(tenantId: string, names?: string[]): void;
  clear(): void;
  stats(): { size: number; hits: number; misses: number };
}

/** @internal */
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

/** Lookups that go on side by side: cold names do not wait behind one that is slow. */
const LOOKUPS = { maxBatch: MAX_BATCH, runsAtOnce: 4 };

const keyOf = {
  slug: (slug: string) => `slug:${slug}`,
  domain: (hostname: string) => `domain:${hostname}`,
  id: (id: string) => `id:${id}`,
};

export function createTenantRegistry(controlDb: ControlDb, limits = REGISTRY_LIMITS): TenantRegistry {
  /** Tenant id → the keys under which it is kept. */
  const keysOf = new Map<string, Set<string>>();
  const tenants = new LRUCache<string, Tenant>({
    max: limits.maxEntries,
    ttl: limits.ttlMs,
    dispose: ({ id }, key) => {
      const keys = keysOf.get(id);
      keys?.delete(key);
      if (keys?.size === 0) keysOf.delete(id);
    },
  });
  const misses = new LRUCache<string, true>({ max: limits.maxMisses, ttl: limits.missTtlMs });
  const loading = new Map<string, Promise<Tenant | undefined>>();
  const counts = { hits: 0, misses: 0 };
  const changes = registryChanges(limits.maxEntries);
  const lookUp = batched<Lookup, Tenant | undefined>(
    (lookups) => controlDb.read((tx) => answerAll(tx, lookups)),
    LOOKUPS,
  );

  const keep = (key: string, tenant: Tenant) => {
    tenants.set(key, tenant);
    const keys = keysOf.get(tenant.id) ?? new Set();
    keysOf.set(tenant.id, keys.add(key));
  };

  const load = async (key: string, lookup: Lookup) => {
    const askedAt = changes.now();
    const tenant = await lookUp(lookup);
    if (changes.isOld(askedAt, tenant ? [key, keyOf.id(tenant.id)] : [key])) return tenant;
    if (tenant) keep(key, tenant);
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

  return {
    resolveHostname: ({ hostname, slug }) =>
      slug
        ? find(keyOf.slug(slug), { slug, read: (tx) => getTenantBySlug(tx, slug) })
        : find(keyOf.domain(hostname), { read: (tx) => getTenantByDomain(tx, hostname) }),
    getById: (id) => find(keyOf.id(id), { read: (tx) => getTenant(tx, id) }),
    invalidate: (tenantId, names = []) => {
      const named = names.flatMap((name) => [keyOf.slug(name), keyOf.domain(name)]);
      const keys = [keyOf.id(tenantId), ...named, ...(keysOf.get(tenantId) ?? [])];
      changes.note(keys);
      for (const key of keys) {
        tenants.delete(key);
        misses.delete(key);
        loading.delete(key);
      }
    },
    clear: () => {
      changes.noteAll();
      tenants.clear();
      misses.clear();
      loading.clear();
    },
    stats: () => ({ size: tenants.size + misses.size, ...counts }),
  };
}
