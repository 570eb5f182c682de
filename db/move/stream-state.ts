/** How far a stream is. */
import type pg from "pg";
import { MoveRefused } from "../move-errors.ts";
import { onSide } from "./side.ts";
import { nameOf, type Stream } from "./stream.ts";

export type StreamState = {
  /** Tables whose rows are all copied, of all. */
  copied: number;
  tables: number;
  /** Rows that copies under way have brought. */
  rows: number;
  /** What the other side has not yet, in bytes of the write-ahead log. */
  lagBytes: number;
  errors: number;
  /**
   * Tables whose rows are copied, and whose slot is gone with what was written meanwhile: a server that is
   * killed at that moment leaves one, and it is never gone on with.
   */
  cutOff: string[];
};

export async function streamState(stream: Stream): Promise<StreamState> {
  const name = nameOf(stream);
  const there = await onSide(stream.to, (client) =>
    client.query<{ copied: number; tables: number; rows: number; errors: number }>(
      `SELECT count(*) FILTER (WHERE r.srsubstate = 'r')::int AS copied, count(*)::int AS tables,
              coalesce((SELECT sum(p.tuples_processed) FROM pg_stat_progress_copy p
                        WHERE p.relid IN (SELECT srrelid FROM pg_subscription_rel WHERE srsubid = s.oid)), 0)::int AS rows,
              coalesce((SELECT t.apply_error_count + t.sync_error_count FROM pg_stat_subscription_stats t
                        WHERE t.subid = s.oid), 0)::int AS errors
       FROM pg_subscription s JOIN pg_subscription_rel r ON r.srsubid = s.oid
       WHERE s.subname = $1 AND s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
       GROUP BY s.oid`,
      [name],
    ),
  );
  const [subscription] = there.rows;
  if (!subscription) throw gone();
  const [lagBytes, cutOff] = await Promise.all([lagOf(stream), cutOffTables(stream)]);
  return { ...subscription, lagBytes, cutOff };
}

/** Those of which it is so before the slots are looked for, and still afterwards. */
async function cutOffTables(stream: Stream): Promise<string[]> {
  const before = await waitingTables(stream);
  if (before.length === 0) return [];
  const { rows } = await onSide(stream.from, (client) =>
    client.query<{ slot: string }>(
      `SELECT slot FROM unnest($1::text[]) AS slot
       WHERE EXISTS (SELECT FROM pg_replication_slots WHERE starts_with(slot_name, slot))`,
      [before.map(({ slot }) => slot)],
    ),
  );
  const there = new Set(rows.map(({ slot }) => slot));
  const without = before.filter(({ slot }) => !there.has(slot));
  if (without.length === 0) return [];
  const still = new Set((await waitingTables(stream)).map(({ slot }) => slot));
  return without.filter(({ slot }) => still.has(slot)).map(({ name }) => name);
}

/**
 * Tables whose rows are copied, and that have not come to what was written since; and how PostgreSQL begins
 * the name of the slot that each waits with.
 */
const waitingTables = (stream: Stream) =>
  onSide(stream.to, async (client) => {
    const { rows } = await client.query<{ name: string; slot: string }>(
      `SELECT c.relname AS name, format('pg_%s_sync_%s_', s.oid, c.oid) AS slot
       FROM pg_subscription s JOIN pg_subscription_rel r ON r.srsubid = s.oid JOIN pg_class c ON c.oid = r.srrelid
       WHERE s.subname = $1 AND r.srsubstate = 'f'
         AND s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())`,
      [nameOf(stream)],
    );
    return rows;
  });

const gone = () => new MoveRefused("The stream between the two places is gone.");

/**
 * What the other side has not yet, in bytes of the write-ahead log. Throws MoveRefused where nothing is kept.
 */
export async function lagOf(stream: Stream): Promise<number> {
  const { rows } = await onSide(stream.from, (client) =>
    client.query<{ lag: string }>(
      `SELECT coalesce(pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn), 0)::bigint AS lag
       FROM pg_replication_slots WHERE slot_name = $1`,
      [nameOf(stream)],
    ),
  );
  if (!rows[0]) throw gone();
  return Number(rows[0].lag);
}

/**
 * A point in the write-ahead log behind everything that was committed, written through to the disk: what is
 * only in memory is not sent.
 */
export async function markPoint(client: pg.Client): Promise<string> {
  // Also where the server's own setting is to answer before that.
  await client.query("SET synchronous_commit = on");
  const { rows } = await client.query<{ point: string }>(
    "SELECT pg_logical_emit_message(true, 'tenantry', '')::text AS point",
  );
  return rows[0]?.point ?? "";
}

/** Answers whether the other side has everything before the point, by `until` of `performance.now()`. */
export async function hasArrived(
  client: pg.Client,
  stream: Stream,
  { point, until }: { point: string; until: number },
): Promise<boolean> {
  for (;;) {
    const { rows } = await client.query<{ there: boolean }>(
      "SELECT confirmed_flush_lsn >= $2::pg_lsn AS there FROM pg_replication_slots WHERE slot_name = $1",
      [nameOf(stream), point],
    );
    if (rows[0]?.there) return true;
    if (performance.now() >= until) return false;
  }
}
