/** A bounded pool of pipelining connections; the limits are those of each caller. */
import pg from "pg";
import { ConnectionLimitReached } from "../errors.ts";
import type { PoolStats } from "./connection-registry.ts";
import { namedPreludeError } from "./sql-errors.ts";
import type { Lease } from "./transaction.ts";

export type PoolLimits = { maxConnections: number; checkoutWaitMs: number; idleMs: number };

export type BoundedPool = {
  acquire(): Promise<Lease>;
  stats(): Omit<PoolStats, "name" | "kind">;
  close(): Promise<void>;
};

const CHECKOUT_TIMEOUT = "timeout exceeded when trying to connect";

export function openPool(connectionString: string, name: string, limits: PoolLimits): BoundedPool {
  const pool = new pg.Pool({
    connectionString,
    application_name: name,
    max: limits.maxConnections,
    connectionTimeoutMillis: limits.checkoutWaitMs,
    idleTimeoutMillis: limits.idleMs,
    keepAlive: true,
    pipeline: true,
  } as pg.PoolConfig);
  // A connection that dies is removed by the pool; without a listener its error would end the process.
  pool.on("error", () => {});
  pool.on("connect", (client) => void client.on("error", () => {}));

  return {
    acquire: async () => {
      const client = await pool.connect().catch((error: unknown) => {
        throw connectError(error);
      });
      return { client, release: (error) => client.release(error) };
    },
    stats: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: () => pool.end(),
  };
}

function connectError(error: unknown): unknown {
  if (error instanceof Error && error.message === CHECKOUT_TIMEOUT) {
    return new ConnectionLimitReached("No connection became free in time.", { cause: error });
  }
  return namedPreludeError(error);
}
