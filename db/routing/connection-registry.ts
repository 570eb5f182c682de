/** The one interface over both kinds of placement: placement → connection. */
import { DatabaseUnavailable, PlacementUnavailable } from "../errors.ts";
import { dedicatedDatabases } from "./dedicated-database.ts";
import type { Placement } from "./placement.ts";
import type { PoolMode, PoolStatus } from "./pool.ts";
import { sharedClusters } from "./shared-cluster.ts";
import type { Lease } from "./transaction.ts";

export type PoolStats = { name: string; kind: Placement["kind"] } & PoolStatus;

/** What both kinds offer. A lease is given back by its own `release`. */
export interface ConnectionRegistry {
  /** Lends one connection. Throws ConnectionLimitReached, DatabaseUnavailable or PlacementUnavailable. */
  acquire(placement: Placement): Promise<Lease>;
  /** Closes what is held for one placement alone. */
  evict(placement: Placement): Promise<void>;
  stats(): PoolStats[];
  /** Lets what runs finish, and closes; no further acquire succeeds. */
  close(): Promise<void>;
}

/** How the app's login reaches a cluster; secrets are resolved by the name of an environment variable. */
export type ClusterAddress = { url: string };
export type ResolveCluster = (cluster: string) => Promise<ClusterAddress>;
export type OpenSecret = (sealed: string) => string;

export function createConnectionRegistry(
  options: { resolveCluster: ResolveCluster; openSecret: OpenSecret } & PoolMode,
): ConnectionRegistry {
  const kinds: Record<Placement["kind"], ConnectionRegistry> = {
    schema: sharedClusters(options),
    database: dedicatedDatabases(options),
  };
  const kindOf = (placement: Placement): ConnectionRegistry => {
    const kind = kinds[placement.kind];
    if (!kind) throw new PlacementUnavailable(`Unknown placement kind ${JSON.stringify(placement.kind)}.`);
    return kind;
  };
  const both = [kinds.schema, kinds.database];
  let isClosed = false;
  return {
    acquire: async (placement) => {
      if (isClosed) throw new DatabaseUnavailable("The connections are closed.");
      return kindOf(placement).acquire(placement);
    },
    evict: async (placement) => kindOf(placement).evict(placement),
    stats: () => both.flatMap((kind) => kind.stats()),
    close: async () => {
      isClosed = true;
      await Promise.all(both.map((kind) => kind.close()));
    },
  };
}
