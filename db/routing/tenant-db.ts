/** A tenant's data, as one transaction at a time. */

import {
  AccessRefused,
  DatabaseUnavailable,
  PlacementUnavailable,
  RoleRefused,
  TenantReadOnly,
} from "../errors.ts";
import type { ConnectionRegistry } from "./connection-registry.ts";
import { withRetry } from "./retry.ts";
import { sqlState } from "./sql-errors.ts";
import type { Tenant } from "./tenant.ts";
import { runTransaction, type Transaction } from "./transaction.ts";

/** A transaction bound to one tenant's role. */
export type TenantTx = Transaction;

/** `work` may be run twice when a tenant moves: it must have no effects outside the database. */
export interface TenantDb {
  /** As it is known now: where it has moved since, with its new placement. */
  readonly tenant: Tenant;
  /** Runs `work` in a read-only transaction. */
  read<T>(work: (tx: TenantTx) => Promise<T>): Promise<T>;
  /**
   * Runs `work` in a transaction and answers once it is committed. Throws TenantReadOnly, before any SQL,
   * unless the caller says that this is written all the same.
   */
  write<T>(work: (tx: TenantTx) => Promise<T>, options?: { evenReadOnly?: boolean }): Promise<T>;
}

/** The channel of the tenant that has this role. */
type ChannelOf = (role: string) => string;

/**
 * The tenant in the place that it has moved to, once it is there; undefined where it is still where it was
 * thought to be. Throws TenantMoving where that takes too long.
 */
export type FindAgain = (tenant: Tenant) => Promise<Tenant | undefined>;

export type TenantDbOptions = { channelOf: ChannelOf; findAgain: FindAgain };

export function tenantDb(
  tenant: Tenant,
  connections: ConnectionRegistry,
  { channelOf, findAgain }: TenantDbOptions,
): TenantDb {
  let known = tenant;
  const runIn = async <T>(
    { placement }: Tenant,
    readOnly: boolean,
    work: (tx: TenantTx) => Promise<T>,
  ): Promise<T> => {
    const lease = await connections.acquire(placement);
    const { role } = placement;
    const options = { readOnly, role, releaseEarly: true, channel: () => channelOf(role) };
    return runTransaction(lease, options, work);
  };
  const run = <T>(readOnly: boolean, work: (tx: TenantTx) => Promise<T>, mayRun: (tenant: Tenant) => void) =>
    withRetry(async () => {
      const asked = known;
      try {
        return await runIn(asked, readOnly, work);
      } catch (error) {
        if (!mayHaveMoved(error)) throw error;
        const found = await findAgain(asked);
        if (!found) throw error;
        known = found;
        mayRun(found);
        return runIn(found, readOnly, work);
      }
    });
  return {
    get tenant() {
      return known;
    },
    read: (work) => run(true, work, () => {}),
    write: async (work, options) => {
      // Asked again where it is found elsewhere: it may be read-only by then.
      const mayRun = (now: Tenant) => {
        if (now.status === "read-only" && !options?.evenReadOnly) throw new TenantReadOnly(now);
      };
      mayRun(known);
      return run(false, work, mayRun);
    },
  };
}

/** undefined_table, invalid_schema_name: what is said of a former place that is gone by now. */
const GONE = new Set(["42P01", "3F000"]);

/**
 * What a former place answers, fenced, dropped or on a server that is gone; behind a pooler a database that
 * is dropped does not answer either. Nothing was written there.
 */
const mayHaveMoved = (error: unknown): boolean =>
  (error instanceof DatabaseUnavailable && !error.wasConnected) ||
  error instanceof AccessRefused ||
  error instanceof RoleRefused ||
  error instanceof PlacementUnavailable ||
  GONE.has(sqlState(error) ?? "");
