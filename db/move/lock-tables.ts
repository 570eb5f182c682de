/** Nobody writes into a place, until the transaction that began here ends. */
import type pg from "pg";
import { sqlState } from "../routing/sql-errors.ts";
import type { MoveLimits } from "./limits.ts";
import { PauseTooLong } from "./pause.ts";
import { listTables, qualified, type Side } from "./side.ts";

const LOCK_NOT_AVAILABLE = "55P03";

/**
 * Tables in the order in which they are locked. Whoever writes locks them in an order of their own; where two
 * wait for each other, the table that was waited for comes first the next time. So the order becomes that of
 * those who write.
 */
export type LockOrder = string[];

/**
 * Begins a transaction, waits for those who write, and holds the others; members go on reading. The ledger is
 * locked too: no migration comes in between. Throws PauseTooLong, and the order is another one then.
 */
export async function lockTables(
  client: pg.Client,
  side: Side,
  { order, limits }: { order: LockOrder; limits: MoveLimits },
): Promise<void> {
  if (order.length === 0) order.push(...(await listTables(client, side)), "_migrations");
  await client.query(`BEGIN; SET LOCAL lock_timeout = ${limits.lockWaitMs}; SET LOCAL statement_timeout = 0`);
  for (const table of [...order]) {
    try {
      // Not a stronger one: rows that others refer to are still looked at.
      await client.query(`LOCK TABLE ${qualified(side, table)} IN SHARE ROW EXCLUSIVE MODE`);
    } catch (error) {
      await client.query("ROLLBACK").catch(() => {});
      if (sqlState(error) !== LOCK_NOT_AVAILABLE) throw error;
      order.splice(order.indexOf(table), 1);
      order.unshift(table);
      throw new PauseTooLong(limits, { cause: error });
    }
  }
}
