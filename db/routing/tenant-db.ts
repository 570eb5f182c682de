/** A tenant's data, as one transaction at a time. */

import { TenantReadOnly } from "../errors.ts";
import type { ConnectionRegistry } from "./connection-registry.ts";
import { withRetry } from "./retry.ts";
import type { Tenant } from "./tenant.ts";
import { runTransaction, type Transaction } from "./transaction.ts";

/** A transaction bound to one tenant's role. */
export type TenantTx = Transaction;

/** `work` may be run twice when a tenant moves: it must have no effects outside the database. */
export interface TenantDb {
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
export type ChannelOf = (role: string) => string;

export function tenantDb(tenant: Tenant, connections: ConnectionRegistry, channelOf: ChannelOf): TenantDb {
  const run = <T>(readOnly: boolean, work: (tx: TenantTx) => Promise<T>) =>
    withRetry(async () => {
      const { placement } = tenant;
      const lease = await connections.acquire(placement);
      const options = {
        readOnly,
        role: placement.role,
        releaseEarly: true,
        channel: () => channelOf(placement.role),
      };
      return runTransaction(lease, options, work);
    });
  return {
    tenant,
    read: (work) => run(true, work),
    write: async (work, options) => {
      if (tenant.status === "read-only" && !options?.evenReadOnly) throw new TenantReadOnly(tenant);
      return run(false, work);
    },
  };
}
