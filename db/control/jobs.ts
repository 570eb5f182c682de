/** Putting work into the queue, inside the transaction that causes it. */
import { sql } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";

export type Job = {
  name: string;
  payload: Record<string, unknown>;
  /** Jobs with the same key that wait are one. */
  key?: string;
  /** Jobs of the same queue run one after the other. */
  queue?: string;
};

/** The job exists if and only if the transaction commits. */
export async function enqueue(tx: ControlTx, { name, payload, key, queue }: Job): Promise<void> {
  const body = JSON.stringify(payload);
  await tx.execute(
    sql`select graphile_worker.enqueue(${name}, ${body}::json, ${key ?? null}, ${queue ?? null})`,
  );
}
