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
   * Forgets one tenant, and answers about it that are on their way; what was known of it is asked for anew,
   * so that whoever comes next does not wait. `names`: slugs and hostnames that are its own now.
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

function lookupOf(key: string): Lookup {
  const at = key.indexOf(":");
  const [kind, name] = [key.slice(0, at), key.slice(at + 1)];
  if (kind === "slug") return { slug: name, read: (tx) => getTenantBySlug(tx, name) };
  if (kind === "domain") return { read: (tx) => getTenantByDomain(tx, name) };
  return { read: (tx) => getTenant(tx, name) };
}

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

  const load = async (key: string) => {
    const askedAt = changes.now();
    const tenant = await lookUp(lookupOf(key));
    if (changes.isOld(askedAt, tenant ? [key, keyOf.id(tenant.id)] : [key])) return tenant;
    if (tenant) keep(key, tenant);
    else misses.set(key, true);
    return tenant;
  };

  const ask = (key: string) => {
    const asked = load(key).finally(() => {
      if (loading.get(key) === asked) loading.delete(key);
    });
    loading.set(key, asked);
    return asked;
  };

  const find = async (key: string) => {
    const known = tenants.get(key);
    if (known || misses.get(key)) {
      counts.hits++;
      return known;
    }
    counts.misses++;
    return loading.get(key) ?? ask(key);
  };

  return {
    resolveHostname: ({ hostname, slug }) => find(slug ? keyOf.slug(slug) : keyOf.domain(hostname)),
    getById: (id) => find(keyOf.id(id)),
    invalidate: (tenantId, names = []) => {
      const named = names.flatMap((name) => [keyOf.slug(name), keyOf.domain(name)]);
      const keys = [...new Set([keyOf.id(tenantId), ...named, ...(keysOf.get(tenantId) ?? [])])];
      const known = keys.filter((key) => tenants.has(key));
      changes.note(keys);
      for (const key of keys) {
        tenants.delete(key);
        misses.delete(key);
        loading.delete(key);
      }
      // Where this fails, whoever comes next asks again, and is told.
      for (const key of known) ask(key).catch(() => {});
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
