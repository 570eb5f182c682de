/** Both kinds of placement behind the one interface. */
import { DatabaseUnavailable, PlacementUnavailable } from "../errors.ts";
import type { ConnectionRegistry, OpenSecret, ResolveCluster } from "./connection-registry.ts";
import { dedicatedDatabases } from "./dedicated-database.ts";
import type { Placement } from "./placement.ts";
import type { PoolMode } from "./pool.ts";
import { sharedClusters } from "./shared-cluster.ts";

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
