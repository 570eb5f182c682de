/**
 * Sending what is issued together in one write: a system call for each query is what a routed read would
 * mostly cost.
 */
import type { Client } from "pg";

type Corkable = { cork(): void; uncork(): void };

/** What ends the wait of what is held back on a connection, where something is. */
const held = new WeakMap<Client, NodeJS.Immediate | NodeJS.Timeout>();

/** How long the end of a read may wait for the next flight. Only its snapshot is open for as long. */
const LINGER_MS = 2;

/** Holds back what is written to a connection until this turn of the event loop is over. */
export function holdForThisTurn(client: Client): void {
  const waiting = held.get(client);
  if (waiting && !isTimer(waiting)) return;
  if (waiting) clearTimeout(waiting);
  else streamOf(client).cork();
  held.set(client, setImmediate(send, client));
}

/** Holds back what is written to a connection until the next flight, or for a moment where none comes. */
export function holdForNextFlight(client: Client): void {
  if (held.has(client)) return;
  streamOf(client).cork();
  held.set(client, setTimeout(send, LINGER_MS, client));
}

function send(client: Client): void {
  held.delete(client);
  streamOf(client).uncork();
}

const isTimer = (waiting: NodeJS.Immediate | NodeJS.Timeout): waiting is NodeJS.Timeout =>
  "refresh" in waiting;

const streamOf = (client: Client): Corkable =>
  (client as unknown as { connection: { stream: Corkable } }).connection.stream;
