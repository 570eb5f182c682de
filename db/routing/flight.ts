/**
 * Sending what is issued together in one write: a system call for each query is what a routed read would
 * mostly cost.
 */
import type { Client } from "pg";

type Corkable = { cork(): void; uncork(): void };

const held = new WeakSet<Client>();

/** Holds back what is written to a connection until this turn of the event loop is over. */
export function holdForThisTurn(client: Client): void {
  if (held.has(client)) return;
  const { stream } = (client as unknown as { connection: { stream: Corkable } }).connection;
  held.add(client);
  stream.cork();
  setImmediate(() => {
    held.delete(client);
    stream.uncork();
  });
}
