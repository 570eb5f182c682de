/**
 * Does what is between us and the server carry transactions that follow each other without waiting? Some
 * poolers hand their server on at the first answer, and one client's query runs inside another's transaction.
 * Awaiting each transaction would never show it.
 */
import { randomUUID } from "node:crypto";
import { type Connection, openConnection } from "../routing/connection.ts";
import { holdForThisTurn } from "../routing/flight.ts";
import { prelude, preludeStatements } from "../routing/prelude.ts";
import type { ProbeNames } from "./probe-tenants.ts";

const CLIENTS = 8;
const ROUNDS = 5;
/** For all rounds; a pooler that loses an answer would keep us for ever. */
export const PROBE_LIMITS = { deadlineMs: 5_000, connectTimeoutMs: 5_000 };

/** @internal */
export type Seen = { name: string; role: string; nonce: string };

/** An answer came to whom it does not belong. */
class Mixed extends Error {}

/**
 * Each client's three transactions: `ahead` sends them all before any answer, as the router does; else one by
 * one.
 */
export type Carriage = "ahead" | "in-turn";

/** What went wrong, in words; undefined where every transaction saw its own row, role and nonce, in time. */
export async function troubleInFlight(
  url: string,
  names: ProbeNames,
  carriage: Carriage,
): Promise<string | undefined> {
  const connections: Connection[] = [];
  const { promise: late, resolve } = Promise.withResolvers<string>();
  const timer = setTimeout(() => resolve("an answer did not come in time"), PROBE_LIMITS.deadlineMs);
  try {
    const connect = async () => {
      connections.push(await openConnection(url, "tenantry:doctor", PROBE_LIMITS));
    };
    await Promise.all(Array.from({ length: CLIENTS }, connect));
    return await Promise.race([rounds(connections, names, carriage), late]);
  } catch (error) {
    if (error instanceof Mixed) return "a transaction saw another tenant's answer";
    return `it answered: ${(error as Error).message}`;
  } finally {
    clearTimeout(timer);
    for (const connection of connections) connection.destroy();
  }
}

/** Throws as soon as one sees what is not its own: the answer to another may never come. */
async function rounds(connections: Connection[], names: ProbeNames, carriage: Carriage): Promise<undefined> {
  const send = carriage === "ahead" ? sendAhead : sendInTurn;
  for (let round = 0; round < ROUNDS; round++) {
    await Promise.all(connections.map((connection) => send(connection, names)));
  }
}

/** Three transactions of three tenants in one write. */
async function sendAhead({ client }: Connection, names: ProbeNames): Promise<void> {
  holdForThisTurn(client);
  const one = (name: string) => [
    client.query(prelude({ readOnly: true, role: name })),
    look(client, name),
    client.query("COMMIT"),
  ];
  await Promise.all(names.flatMap(one));
}

async function sendInTurn({ client }: Connection, names: ProbeNames): Promise<void> {
  for (const name of names) {
    for (const statement of preludeStatements({ readOnly: true, role: name })) await client.query(statement);
    await look(client, name);
    await client.query("COMMIT");
  }
}

const LOOK = "SELECT name, current_user AS role, $1::text AS nonce FROM probe";

async function look(client: Connection["client"], name: string): Promise<void> {
  const nonce = randomUUID();
  const { rows } = await client.query<Seen>(LOOK, [nonce]);
  if (!isOwn(rows[0], name, nonce)) throw new Mixed();
}

/**
 * Whether an answer is this tenant's, and the one to this very question: another client of the same tenant
 * asks the same.
 * @internal
 */
export const isOwn = (seen: Seen | undefined, name: string, nonce: string): boolean =>
  seen?.name === name && seen.role === name && seen.nonce === nonce;
