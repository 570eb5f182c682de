/**
 * A way back keeps the new server's write-ahead log for as long as the old place does not take what is sent:
 * its tables are others since a migration, or its server is gone. It ends before the disk is full.
 */
import { SYSTEM } from "../control/audit-log.ts";
import { noteMoveError } from "../control/move-notes.ts";
import { listOpenMoves, type Move } from "../control/moves.ts";
import type { DataTier } from "../data-tier.ts";
import { MOVE_LIMITS, type MoveLimits } from "./limits.ts";
import { queueMove, turnMove } from "./move-tenant.ts";
import { type Side, sideOf } from "./side.ts";
import { lagOf, streamState } from "./stream-state.ts";

type Ended = { tenantId: string; why: string };

/** Answers which moves cannot be taken back any more; the worker drops their former places. */
export async function endLostWaysBack(tier: DataTier, limits: MoveLimits = MOVE_LIMITS): Promise<Ended[]> {
  const open = await tier.controlDb.read(listOpenMoves);
  const ended: Ended[] = [];
  for (const move of open.filter(({ phase, method }) => phase === "arrived" && method === "live")) {
    const why = await whyLost(tier, move, limits);
    if (why === undefined) continue;
    await tier.controlDb.write(async (tx) => {
      await turnMove(tx, move.tenantId, "finish", { actor: SYSTEM });
      await noteMoveError(tx, move.id, why);
      await queueMove(tx, move.tenantId);
    });
    ended.push({ tenantId: move.tenantId, why });
  }
  return ended;
}

async function whyLost(tier: DataTier, move: Move, limits: MoveLimits): Promise<string | undefined> {
  const [from, to] = await Promise.all([sideOf(tier, move.to), sideOf(tier, move.from)]);
  const stream = { from, to, direction: "back" as const };
  // Asked of the side that keeps the log: the other one may not answer.
  const lagBytes = await lagOf(stream);
  if (lagBytes > limits.maxWayBackBytes)
    return `The way back ended: its old place was ${lagBytes} bytes behind (maxWayBackBytes ${limits.maxWayBackBytes}).`;
  const errors = await errorsOf(stream);
  return errors > limits.maxStreamErrors
    ? "The way back ended: the old place does not take what is written in the new one, as after a migration."
    : undefined;
}

/** Of a side that does not answer now nothing is known. */
const errorsOf = (stream: { from: Side; to: Side; direction: "back" }): Promise<number> =>
  streamState(stream).then(
    ({ errors }) => errors,
    () => 0,
  );
