/** What is told of connections, and done with them, outside of routing: none is lent. */
import type { ConnectionRegistry, PoolStats } from "./connection-registry.ts";
import type { Placement } from "./placement.ts";

export type Connections = {
  /**
   * Whether the login gets through to where a placement is; by itself it may do nothing else there. Throws as
   * `acquire` does.
   */
  ping(placement: Placement): Promise<void>;
  /** Closes what is held for one placement alone. */
  evict(placement: Placement): Promise<void>;
  stats(): PoolStats[];
};

const behind = new WeakMap<Connections, ConnectionRegistry>();

export function connectionsOf(registry: ConnectionRegistry): Connections {
  const connections: Connections = {
    ping: async (placement) => {
      const lease = await registry.acquire(placement);
      try {
        await lease.client.query("SELECT 1");
        lease.release();
      } catch (error) {
        lease.release(error as Error);
        throw error;
      }
    },
    evict: (placement) => registry.evict(placement),
    stats: () => registry.stats(),
  };
  behind.set(connections, registry);
  return connections;
}

/**
 * For tests that break a connection on purpose.
 * @internal
 */
export function registryBehind(connections: Connections): ConnectionRegistry {
  const registry = behind.get(connections);
  if (!registry) throw new Error("These connections are of no registry.");
  return registry;
}
