/** The one interface over both kinds of placement: placement → connection. */
import type { Placement, PlacementKind } from "./placement.ts";
import type { PoolStatus } from "./pool.ts";
import type { Lease } from "./transaction.ts";

export type PoolStats = { name: string; kind: PlacementKind } & PoolStatus;

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
type ClusterAddress = { url: string };
export type ResolveCluster = (cluster: string) => Promise<ClusterAddress>;
export type OpenSecret = (sealed: string) => string;
