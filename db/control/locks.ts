/** Advisory locks of the control plane, by key: held until the transaction ends. */
import { type SQL, sql } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";

/**
 * Takes the locks of these keys, in this order. What they guard is read by statements after this one is
 * awaited: a statement sees what was committed before it began, and this one may have waited.
 */
export async function lockKeys(tx: ControlTx, ...keys: string[]): Promise<void> {
  const locks = keys.map((key): SQL => sql`pg_advisory_xact_lock(hashtextextended(${key}, 0))`);
  await tx.execute(sql`select ${sql.join(locks, sql`, `)}`);
}
