/**
 * The moment at which a tenant changes places: writes are held, the last of them arrive, and the old place is
 * fenced in the transaction that holds them. A kill before its commit leaves the old place serving, one after
 * it leaves nothing to lose.
 */
import type pg from "pg";
import { MoveRefused } from "../move-errors.ts";
import { isFenced, lowerFence, raiseFence } from "./fence.ts";
import type { MoveLimits } from "./limits.ts";
import { type LockOrder, lockTables } from "./lock-tables.ts";
import { PauseTooLong } from "./pause.ts";
import { readSequences, writeSequences } from "./sequences.ts";
import { onSide, readLedgerOf } from "./side.ts";
import type { Stream } from "./stream.ts";
import { hasArrived, markPoint } from "./stream-state.ts";

/**
 * Idempotent: a fence that is up means that everything is there already. Afterwards the place that the stream
 * leads to takes writes, and whoever asks for the other one is refused. Answers since when writes are held,
 * as `performance.now()`. Throws PauseTooLong, or MoveRefused where the two places differ.
 */
export async function changeOver(stream: Stream, holding: Holding): Promise<number> {
  return onSide(stream.to, (target) =>
    onSide(stream.from, (watching) =>
      onSide(stream.from, async (locking) => {
        // Before anything is held: what is not in memory yet comes in now.
        await readSequences(watching, stream.from);
        await markPoint(watching);
        const since = performance.now();
        if (!(await isFenced(locking, stream.from)))
          await fence(stream, { locking, watching, target }, { ...holding, since });
        await lowerFence(target, stream.to);
        return since;
      }),
    ),
  );
}

type Holding = { limits: MoveLimits; order: LockOrder };
type Clients = { locking: pg.Client; watching: pg.Client; target: pg.Client };

async function fence(
  stream: Stream,
  { locking, watching, target }: Clients,
  { limits, order, since }: Holding & { since: number },
): Promise<void> {
  await lockTables(locking, stream.from, { order, limits });
  const until = since + limits.maxPauseMs;
  try {
    const point = await markPoint(watching);
    const positions = await readSequences(locking, stream.from);
    await requireSameLedger(stream, { locking, target });
    if (!(await hasArrived(watching, stream, { point, until }))) throw new PauseTooLong(limits);
    await writeSequences(target, stream.to, positions);
    await raiseFence(locking, stream.from);
    await locking.query("COMMIT");
  } catch (error) {
    await locking.query("ROLLBACK").catch(() => {});
    throw error;
  }
}

async function requireSameLedger(
  { from, to }: Stream,
  { locking, target }: Pick<Clients, "locking" | "target">,
): Promise<void> {
  const [here, there] = await Promise.all([readLedgerOf(locking, from), readLedgerOf(target, to)]);
  if (JSON.stringify(here) !== JSON.stringify(there))
    throw new MoveRefused("It was migrated meanwhile: the tables of the two places are not the same.");
}
