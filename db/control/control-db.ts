/** The control plane, as one transaction at a time, with the same prelude as a tenant's. */
import type { PoolLimits, PoolMode } from "../routing/pool.ts";
import { withRetry } from "../routing/retry.ts";
import { openRoleTransactions } from "../routing/role-transactions.ts";
import type { Transaction } from "../routing/transaction.ts";
import { lazyRoleNames } from "./role-names.ts";

export type ControlTx = Transaction;

/** One transaction at a time. */
export type ControlRunner = {
  read<T>(work: (tx: ControlTx) => Promise<T>): Promise<T>;
  write<T>(work: (tx: ControlTx) => Promise<T>): Promise<T>;
};

/** `work` may be run twice, as a tenant's: it has no effects outside the database. */
export interface ControlDb extends ControlRunner {
  /** Only the rows of one tenant are visible: row-level security, for a tenant's own pages. */
  forTenant(tenantId: string): ControlRunner;
  close(): Promise<void>;
}

const CONTROL_POOL_LIMITS: PoolLimits = {
  maxConnections: 10,
  maxPerTenant: 10,
  maxWaiting: 1_000,
  maxWaitingPerTenant: 1_000,
  checkoutWaitMs: 5_000,
  connectTimeoutMs: 5_000,
  idleMs: 60_000,
  drainMs: 10_000,
};
/** All of the control plane shares one line. */
const LINE = "control";

export function openControlDb(url: string, mode: PoolMode): ControlDb {
  const transactions = openRoleTransactions(url, "tenantry:control", CONTROL_POOL_LIMITS, mode);
  const names = lazyRoleNames(url);
  const runner = (role: "control_app" | "control_tenant", tenantId?: string): ControlRunner => {
    const scope = { releaseEarly: true, ...(tenantId ? { tenantId } : {}) };
    const run = <T>(readOnly: boolean, work: (tx: ControlTx) => Promise<T>) =>
      withRetry(async () => {
        const { app, tenant } = await names();
        const own = { control_app: app, control_tenant: tenant }[role];
        return transactions.run(LINE, { ...scope, role: own, readOnly }, work);
      });
    return { read: (work) => run(true, work), write: (work) => run(false, work) };
  };
  return {
    ...runner("control_app"),
    forTenant: (tenantId) => runner("control_tenant", tenantId),
    close: () => transactions.close(),
  };
}
