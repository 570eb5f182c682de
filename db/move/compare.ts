/** Both places compared as of one moment, while members go on. */
import type pg from "pg";
import { MoveRefused } from "../move-errors.ts";
import { firstDifference, hashTables, type TableHash } from "./hash-tables.ts";
import type { MoveLimits } from "./limits.ts";
import { type LockOrder, lockTables } from "./lock-tables.ts";
import { PauseTooLong } from "./pause.ts";
import { listTables, onSide } from "./side.ts";
import type { Stream } from "./stream.ts";
import { hasArrived, markPoint } from "./stream-state.ts";

type Holding = { limits: MoveLimits; order: LockOrder };

const SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

/**
 * Writes wait for as long as both sides need to come to the same point; the rows are read after that. Throws
 * PauseTooLong, and MoveRefused naming the table that differs. Answers what there is.
 */
export async function compareSides(stream: Stream, holding: Holding): Promise<TableHash[]> {
  return onSide(stream.from, (source) =>
    onSide(stream.to, async (target) => {
      await openSnapshots(stream, { source, target }, holding);
      const tables = await listTables(source, stream.from);
      // One after the other: on a small machine the members' requests want the other core.
      const here = await hashTables(source, stream.from, tables);
      const there = await hashTables(target, stream.to, tables);
      const differing = firstDifference(here, there);
      if (differing !== undefined)
        throw new MoveRefused(`The copy is not what it was made of: ${differing} differs.`);
      return here;
    }),
  );
}

async function openSnapshots(
  stream: Stream,
  { source, target }: { source: pg.Client; target: pg.Client },
  { limits, order }: Holding,
): Promise<void> {
  await onSide(stream.from, async (locking) => {
    const until = performance.now() + limits.maxPauseMs;
    await lockTables(locking, stream.from, { order, limits });
    const point = await markPoint(source);
    if (!(await hasArrived(source, stream, { point, until }))) throw new PauseTooLong(limits);
    for (const client of [source, target]) {
      await client.query(SNAPSHOT);
      // A snapshot is taken by the first statement.
      await client.query("SELECT 1");
    }
    await locking.query("COMMIT");
  });
}
