/**
 * How a transaction tells every process that something of its own tenant changed: with its commit, and on no
 * channel but its tenant's. What is told is a kind of thing, such as `project`, and never which one or what.
 */
import { sql } from "drizzle-orm";
import type { Transaction } from "./scope.ts";

/** What may be told: one word. Whatever else arrives on a channel was not sent from here. */
const KIND = /^[a-z][a-z_]{0,30}$/;
const CHANNEL = /^live_[0-9a-f]{40}$/;

const channels = new WeakMap<Transaction, () => string>();

/** Once, by who opens the transaction: the work itself cannot choose. */
export const bindChannel = (tx: Transaction, channel: () => string): void => void channels.set(tx, channel);

export const isKind = (text: string): boolean => KIND.test(text);

/**
 * Heard when the transaction commits; told twice, it is heard once. Throws TypeError on what is no kind, and
 * in a transaction that is no tenant's.
 */
export async function tellChanged(tx: Transaction, kind: string): Promise<void> {
  const channel = channels.get(tx)?.();
  if (!channel || !CHANNEL.test(channel)) throw new TypeError("This transaction is no tenant's.");
  if (!isKind(kind)) throw new TypeError("A kind of thing is one word.");
  // A statement, which takes no parameters: the function of that name is nobody's to call.
  await tx.execute(sql`notify ${sql.identifier(channel)}, ${kind}`.inlineParams());
}
