/** Makes the moves of a plan, a bounded number at a time. What is begun can be gone on with after a kill. */
import type { Actor } from "../control/audit-log.ts";
import type { Move } from "../control/moves.ts";
import type { DataTier } from "../data-tier.ts";
import { namedError } from "../routing/sql-errors.ts";
import { beginMove, continueMove } from "./move-tenant.ts";
import { planMove } from "./plan.ts";
import type { PlannedMove } from "./plan-many.ts";

export type MoveOutcome =
  | { planned: PlannedMove; state: "moved"; move: Move }
  | { planned: PlannedMove; state: "failed"; error: Error };

export type ManyOptions = {
  actor: Actor;
  concurrency: number;
  /** No further move is begun once more than so many have failed. */
  maxFailures: number;
  /** Aborted, no further move is begun, and those under way are left where they are, to be gone on with. */
  signal?: AbortSignal | undefined;
  onOutcome?: ((outcome: MoveOutcome) => void) | undefined;
};

/** `remaining`: planned, and neither moved nor failed. */
export type ManyResult = { moved: number; failed: number; remaining: number; isStopped: boolean };

/** Moves beside each other: each holds a slot and some connections on both servers. */
export const MOVES_AT_ONCE = { default: 2, max: 8 };

/** A move that fails is reported, and the others go on. */
export async function moveMany(
  tier: DataTier,
  planned: PlannedMove[],
  options: ManyOptions,
): Promise<ManyResult> {
  const { concurrency, maxFailures, signal, onOutcome } = options;
  const waiting = [...planned];
  const counts = { moved: 0, failed: 0 };
  const isStopped = () => Boolean(signal?.aborted) || counts.failed > maxFailures;
  const take = async () => {
    for (let next = waiting.shift(); next; next = isStopped() ? undefined : waiting.shift()) {
      const outcome = await moveOne(tier, next, options);
      if (!outcome) return;
      counts[outcome.state]++;
      onOutcome?.(outcome);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, take));
  const remaining = planned.length - counts.moved - counts.failed;
  return { ...counts, remaining, isStopped: remaining > 0 };
}

/** Answers undefined where it was left because of the signal. */
async function moveOne(
  tier: DataTier,
  planned: PlannedMove,
  { actor, signal }: ManyOptions,
): Promise<MoveOutcome | undefined> {
  const { tenantId, to, cluster, isBegun } = planned;
  try {
    if (!isBegun) await beginMove(tier, await planMove(tier, tenantId, { to, cluster }), { actor });
    const move = await continueMove(tier, tenantId, { actor, signal });
    return { planned, state: "moved", move };
  } catch (error) {
    if (signal?.aborted) return undefined;
    return { planned, state: "failed", error: namedError(error) as Error };
  }
}
