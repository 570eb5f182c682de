/**
 * A pool whose connections are lent to one transaction each, bound to a role: whoever holds it reaches none
 * without.
 */
import { openPool, type PoolLimits, type PoolMode } from "./pool.ts";
import { runTransaction, type Transaction, type TransactionOptions } from "./transaction.ts";

export type RoleTransactions = {
  /**
   * `line` is whose turn it is: as many wait in it, and work, as the limits say. Throws as a pool and a
   * transaction do.
   */
  run<T>(line: string, options: TransactionOptions, work: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

export function openRoleTransactions(
  url: string,
  name: string,
  limits: PoolLimits,
  mode: PoolMode,
): RoleTransactions {
  const pool = openPool(url, name, limits, mode);
  return {
    run: async (line, options, work) => runTransaction(await pool.acquire(line), options, work),
    close: () => pool.close(),
  };
}
