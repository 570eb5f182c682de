/**
 * What was said to have changed since an answer was asked for. An answer that is older than the last word on
 * its name, or on its tenant, is not kept. Bounded: of what is forgotten here every older answer counts as
 * old.
 */
import { LRUCache } from "lru-cache";

export type RegistryChanges = {
  /** The moment, to be given back to `isOld`. */
  now(): number;
  /** Notes that what is known under these keys is old. */
  note(keys: string[]): void;
  noteAll(): void;
  isOld(askedAt: number, keys: string[]): boolean;
};

export function registryChanges(maxEntries: number): RegistryChanges {
  let clock = 0;
  /** Answers asked for before this are old, whatever they are about. */
  let floor = 0;
  const changed = new LRUCache<string, number>({
    max: maxEntries,
    dispose: (at, _key, reason) => {
      if (reason === "evict") floor = Math.max(floor, at);
    },
  });
  return {
    now: () => clock,
    note: (keys) => {
      clock++;
      for (const key of keys) changed.set(key, clock);
    },
    noteAll: () => {
      floor = ++clock;
    },
    isOld: (askedAt, keys) => askedAt < floor || keys.some((key) => (changed.peek(key) ?? 0) > askedAt),
  };
}
