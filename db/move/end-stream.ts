/** The end of a stream, on both sides: a slot that nobody reads would keep the write-ahead log for ever. */
import pg from "pg";
import { isDatabaseGone, sqlState } from "../routing/sql-errors.ts";
import { onSide } from "./side.ts";
import { hasSubscription, nameOf, type Stream } from "./stream.ts";

const quote = pg.escapeIdentifier;

/**
 * Idempotent: nothing of it is there afterwards, on the publishing side also where the other is lost. Throws
 * what kept the other side from being cleaned.
 */
export async function endStream(stream: Stream): Promise<void> {
  const name = nameOf(stream);
  const lost = await unlessGone(() => onSide(stream.to, (client) => dropSubscription(client, name)));
  await unlessGone(() =>
    onSide(stream.from, async (client) => {
      await dropSlot(client, name);
      await client.query(`DROP PUBLICATION IF EXISTS ${quote(name)}`);
    }),
  ).then(throwIfAny);
  throwIfAny(lost);
}

const throwIfAny = (error: unknown): void => {
  if (error) throw error;
};

/** In a database that is not there, or is half dropped, is nothing to drop. */
async function unlessGone(work: () => Promise<void>): Promise<unknown> {
  try {
    await work();
    return undefined;
  } catch (error) {
    return isDatabaseGone(error) ? undefined : error;
  }
}

/** Idempotent; in the database that the client is connected to. */
export async function dropSubscription(client: pg.Client, name: string): Promise<void> {
  if (!(await hasSubscription(client, name))) return;
  await client.query(`ALTER SUBSCRIPTION ${quote(name)} DISABLE`);
  // The slot is dropped by whoever made it, also where the server it is on does not answer.
  await client.query(`ALTER SUBSCRIPTION ${quote(name)} SET (slot_name = NONE)`);
  await client.query(`DROP SUBSCRIPTION ${quote(name)}`);
}

const SLOT_ROUNDS = 200;

/** Idempotent. Whoever still reads from it is ended. */
export async function dropSlot(client: pg.Client, name: string): Promise<void> {
  for (let round = 1; ; round++) {
    const { rows } = await client.query<{ reader: number | null }>(
      "SELECT active_pid AS reader FROM pg_replication_slots WHERE slot_name = $1",
      [name],
    );
    const [slot] = rows;
    if (!slot) return;
    try {
      if (slot.reader !== null) await client.query("SELECT pg_terminate_backend($1, 1000)", [slot.reader]);
      await client.query("SELECT pg_drop_replication_slot($1)", [name]);
      return;
    } catch (error) {
      if (sqlState(error) !== "55006" || round >= SLOT_ROUNDS) throw error;
    }
  }
}
