/**
 * A bounded pool of pipelining connections, shared by tenants.
 * - A tenant comes back to the same few connections: a backend's catalog cache grows with each tenant that
 *   it has seen.
 * - One tenant holds no more than its share; tenants that wait take turns, first come first served within
 *   each.
 * - Every wait ends: with a connection, or with ConnectionLimitReached.
 */
import { ConnectionLimitReached, DatabaseUnavailable } from "../errors.ts";
import { type Connection, openConnection } from "./connection.ts";
import { FairQueue } from "./fair-queue.ts";
import type { Lease } from "./transaction.ts";

export type PoolLimits = {
  maxConnections: number;
  /** Connections that one tenant may hold at a time. */
  maxPerTenant: number;
  /** Requests that may wait, for the whole pool and for one tenant. */
  maxWaiting: number;
  maxWaitingPerTenant: number;
  checkoutWaitMs: number;
  connectTimeoutMs: number;
  idleMs: number;
  /** How long running work gets to finish when the pool closes. */
  drainMs: number;
};

export type PoolStatus = { open: number; busy: number; waiting: number };

export type BoundedPool = {
  /** `tenant` is any string that is the same for the same tenant. */
  acquire(tenant: string): Promise<Lease>;
  stats(): PoolStatus;
  /** Refuses what waits and what comes, lets what runs finish, and closes. */
  close(): Promise<void>;
};

/** `at`: its place on the ring. */
type Slot = { at: number; connection?: Connection; isBusy: boolean; idleSince: number };

/** Connections that a tenant prefers; it takes another only where one is idle and these are not. */
const PREFERRED_SLOTS = 2;

/**
 * Whether transactions may follow each other without waiting for an answer; see `PIPELINE` in `db/env.ts`.
 */
export type PoolMode = { pipelines: boolean };

export function openPool(
  connectionString: string,
  name: string,
  limits: PoolLimits,
  { pipelines }: PoolMode,
): BoundedPool {
  const slots: Slot[] = Array.from({ length: limits.maxConnections }, (_, at) => ({
    at,
    isBusy: false,
    idleSince: 0,
  }));
  const queue = new FairQueue<Slot>(limits);
  let isClosed = false;
  const quiet = Promise.withResolvers<void>();

  const isPreferred = (tenant: string, { at }: Slot) =>
    (at - homeOf(tenant, slots.length) + slots.length) % slots.length < PREFERRED_SLOTS;
  const choose = (tenant: string): Slot | undefined => {
    const home = homeOf(tenant, slots.length);
    for (let n = 0; n < PREFERRED_SLOTS; n++) {
      const slot = slots[(home + n) % slots.length];
      if (slot?.connection && !slot.isBusy) return slot;
    }
    const idle = slots.filter(({ isBusy }) => !isBusy);
    return (
      idle.find((slot) => isPreferred(tenant, slot)) ?? idle.find(({ connection }) => connection) ?? idle[0]
    );
  };

  const endConnection = (slot: Slot) => {
    slot.connection?.end();
    delete slot.connection;
  };
  const give = (slot: Slot) => {
    const next = isClosed ? undefined : queue.next((tenant) => isPreferred(tenant, slot));
    if (next) return next(slot);
    slot.isBusy = false;
    slot.idleSince = performance.now();
    if (isClosed) endConnection(slot);
    if (isClosed && slots.every(({ isBusy }) => !isBusy)) quiet.resolve();
  };

  const lend = async (tenant: string, slot: Slot): Promise<Lease> => {
    let isLent = true;
    const back = (error?: Error) => {
      if (!isLent) return;
      isLent = false;
      if (error || !slot.connection?.isUsable()) {
        slot.connection?.destroy();
        delete slot.connection;
      }
      queue.finished(tenant);
      give(slot);
      // A tenant at its share that has come down may now be served by a connection that idles.
      serveIdle();
    };
    try {
      if (!slot.connection?.isUsable())
        slot.connection = await openConnection(connectionString, name, limits);
    } catch (error) {
      back(error as Error);
      throw error;
    }
    return { client: slot.connection.client, pipelines, release: back };
  };

  const serveIdle = () => {
    for (const slot of slots) {
      if (slot.isBusy || queue.waiting === 0) continue;
      const next = queue.next((tenant) => isPreferred(tenant, slot));
      if (!next) return;
      slot.isBusy = true;
      next(slot);
    }
  };

  const sweep = setInterval(() => {
    const before = performance.now() - limits.idleMs;
    for (const slot of slots) {
      if (slot.isBusy || !slot.connection || slot.idleSince > before) continue;
      endConnection(slot);
    }
  }, limits.idleMs / 2).unref();

  return {
    acquire: async (tenant) => {
      if (isClosed) throw new DatabaseUnavailable("This pool is closed.");
      const slot = queue.canStart(tenant) ? choose(tenant) : undefined;
      if (!slot) return lend(tenant, await queue.wait(tenant));
      slot.isBusy = true;
      queue.started(tenant);
      return lend(tenant, slot);
    },
    stats: () => ({
      open: slots.filter(({ connection }) => connection?.isUsable()).length,
      busy: slots.filter(({ isBusy }) => isBusy).length,
      waiting: queue.waiting,
    }),
    close: async () => {
      isClosed = true;
      clearInterval(sweep);
      queue.refuseAll(new ConnectionLimitReached("This pool is closing."));
      const impatient = setTimeout(quiet.resolve, limits.drainMs);
      if (slots.some(({ isBusy }) => isBusy)) await quiet.promise;
      clearTimeout(impatient);
      for (const { connection, isBusy } of slots) {
        if (isBusy) connection?.destroy();
        else connection?.end();
      }
    },
  };
}

/** FNV-1a: the first of its neighbours on a ring of connections, the same for the same tenant. */
function homeOf(tenant: string, count: number): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < tenant.length; at++) hash = Math.imul(hash ^ tenant.charCodeAt(at), 0x01000193);
  return (hash >>> 0) % count;
}
