/**
 * What is known of who is in a workspace, between two changes of it: sessions and members, for a few seconds.
 *
 * Nobody stays in by it. Every change of a session or of a membership is told to all processes by the
 * database (`access-changes.ts`), and nothing is answered from here unless the listener has shown within
 * `ALIVE_WITHIN_MS` that it hears: a process that is cut off reads the tables again.
 */
import { LRUCache } from "lru-cache";
import { type AccessKey, accessTag, everybodyIn } from "./access-changes.ts";
import { registryChanges } from "./registry-changes.ts";

export interface KnownAccess {
  /**
   * What `load` answered before, or answers now. It is kept as long as `whose` names the person in the tenant
   * that it is about, or in each tenant that it is about; undefined is never kept.
   */
  find<T extends object>(
    key: string,
    load: () => Promise<T | undefined>,
    whose: (found: T) => AccessKey | AccessKey[] | undefined,
  ): Promise<T | undefined>;
  /**
   * Forgets what is known of one person in one tenant, or of everybody in it, and answers about them that are
   * on their way.
   */
  forget(key: AccessKey): void;
  clear(): void;
}

/** @internal */
export const KNOWN_ACCESS_LIMITS = { maxEntries: 10_000, ttlMs: 10_000 };

/** `hears`: whether a change that was committed a second ago has certainly arrived. */
export function createKnownAccess(hears: () => boolean, limits = KNOWN_ACCESS_LIMITS): KnownAccess {
  const keysOf = new Map<string, Set<string>>();
  const known = new LRUCache<string, { found: object; tags: string[] }>({
    max: limits.maxEntries,
    ttl: limits.ttlMs,
    dispose: ({ tags }, key) => {
      for (const tag of tags) {
        const keys = keysOf.get(tag);
        keys?.delete(key);
        if (keys?.size === 0) keysOf.delete(tag);
      }
    },
  });
  const changes = registryChanges(limits.maxEntries);

  const keep = (key: string, found: object, tags: string[]) => {
    known.set(key, { found, tags });
    for (const tag of tags) keysOf.set(tag, (keysOf.get(tag) ?? new Set()).add(key));
  };

  return {
    async find<T extends object>(
      key: string,
      load: () => Promise<T | undefined>,
      whose: (found: T) => AccessKey | AccessKey[] | undefined,
    ) {
      if (hears()) {
        const kept = known.get(key)?.found as T | undefined;
        if (kept && whose(kept)) return kept;
      }
      const askedAt = changes.now();
      const found = await load();
      const owners = found && whose(found);
      if (!owners) return found;
      const tags = [owners]
        .flat()
        .flatMap((each) => [accessTag(each), accessTag(everybodyIn(each.tenantId))]);
      if (!changes.isOld(askedAt, tags)) keep(key, found, tags);
      return found;
    },
    forget: (owner) => {
      const tag = accessTag(owner);
      changes.note([tag]);
      for (const key of keysOf.get(tag) ?? []) known.delete(key);
    },
    clear: () => {
      changes.noteAll();
      known.clear();
    },
  };
}
