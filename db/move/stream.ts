/**
 * Native logical replication from one side to the other: a publication and a slot there, a subscription here.
 * Only what was written on the publishing side itself travels (`origin = none`), so two streams between the
 * same tables never send a change back.
 */
import pg from "pg";
import { MoveRefused } from "../move-errors.ts";
import { isConnectionError, sqlState } from "../routing/sql-errors.ts";
import { type Direction, streamName } from "./names.ts";
import { listTables, onSide, qualified, type Side } from "./side.ts";

const quote = pg.escapeIdentifier;
const literal = pg.escapeLiteral;

/** Changes travel from `from` to `to`. */
export type Stream = { from: Side; to: Side; direction: Direction };

export const nameOf = ({ from, direction }: Stream): string => streamName(from.place.schema, direction);

/** Statement and error may tell a password: where the admin may, they are kept out of the server's log. */
const UNLOGGED = ["SET LOCAL log_statement = 'none'", "SET LOCAL log_min_error_statement = 'panic'"];

/**
 * Idempotent. The slot comes first: made by the subscription it would wait for itself where both ends are one
 * server. `copies`: rows that are there are copied first. Throws MoveRefused where the slot cannot be had in
 * time, or this side does not get through to the other.
 */
export async function startStream(
  stream: Stream,
  { copies, slotWaitMs }: { copies: boolean; slotWaitMs: number },
): Promise<void> {
  const name = nameOf(stream);
  await onSide(stream.from, async (client) => {
    await createPublication(client, stream, name);
    await createSlot(client, name, slotWaitMs);
  });
  await onSide(stream.to, (client) => createSubscription(client, stream, { name, copies }));
}

async function createPublication(client: pg.Client, { from }: Stream, name: string): Promise<void> {
  const { rowCount } = await client.query("SELECT FROM pg_publication WHERE pubname = $1", [name]);
  if (rowCount) return;
  const tables = await listTables(client, from);
  await client.query(
    `CREATE PUBLICATION ${quote(name)} FOR TABLE ${tables.map((table) => qualified(from, table)).join(", ")}`,
  );
}

async function createSlot(client: pg.Client, name: string, waitMs: number): Promise<void> {
  const { rowCount } = await client.query("SELECT FROM pg_replication_slots WHERE slot_name = $1", [name]);
  if (rowCount) return;
  await client.query(`SET statement_timeout = ${waitMs}`);
  try {
    await client.query("SELECT pg_create_logical_replication_slot($1, 'pgoutput')", [name]);
  } catch (error) {
    if (sqlState(error) !== "57014") throw error;
    const message = `A slot was not had within ${waitMs} ms (slotWaitMs): transactions that write stay open. Try again later.`;
    throw new MoveRefused(message, { cause: error });
  } finally {
    await client.query("RESET statement_timeout").catch(() => {});
  }
}

async function createSubscription(
  client: pg.Client,
  { from }: Stream,
  { name, copies }: { name: string; copies: boolean },
): Promise<void> {
  if (await hasSubscription(client, name)) return;
  const options = [
    "create_slot = false",
    `slot_name = ${literal(name)}`,
    `copy_data = ${copies}`,
    "synchronous_commit = 'on'",
    "origin = none",
  ];
  await client.query("BEGIN");
  try {
    await client.query("SAVEPOINT logging");
    for (const statement of UNLOGGED) await client.query(statement);
  } catch {
    await client.query("ROLLBACK TO SAVEPOINT logging");
  }
  try {
    await client.query(
      `CREATE SUBSCRIPTION ${quote(name)} CONNECTION ${literal(from.url)} PUBLICATION ${quote(name)}
       WITH (${options.join(", ")})`,
    );
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    if (isConnectionError(error) || sqlState(error)?.startsWith("08")) {
      const message = "The server of the one place does not get through to that of the other.";
      throw new MoveRefused(message, { cause: error });
    }
    throw error;
  }
}

/** Of this database: names of subscriptions are known on the whole server. */
export async function hasSubscription(client: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM pg_subscription s JOIN pg_database d ON d.oid = s.subdbid
     WHERE s.subname = $1 AND d.datname = current_database()`,
    [name],
  );
  return Boolean(rowCount);
}
