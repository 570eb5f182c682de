/** What may be told of a move: never what lets somebody in. */
import type { Move } from "../control/moves.ts";

type Told = Pick<Move["from"], "kind" | "cluster">;

export type MoveSummary = Pick<
  Move,
  | "phase"
  | "method"
  | "startedAt"
  | "arrivedAt"
  | "expectedPauseMs"
  | "pauseMs"
  | "reapAfter"
  | "progress"
  | "error"
> & { from: Told; to: Told };

export const summaryOf = ({ from, to, ...move }: Move): MoveSummary => ({
  phase: move.phase,
  method: move.method,
  startedAt: move.startedAt,
  arrivedAt: move.arrivedAt,
  expectedPauseMs: move.expectedPauseMs,
  pauseMs: move.pauseMs,
  reapAfter: move.reapAfter,
  progress: move.progress,
  error: move.error,
  from: { kind: from.kind, cluster: from.cluster },
  to: { kind: to.kind, cluster: to.cluster },
});
