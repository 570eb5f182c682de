/** The data tier's doors for moves of tenants. */

export { listClusters } from "#db/control/clusters.ts";
export type { MovePhase } from "#db/control/move-phases.ts";
export { getOpenMove, listMovesToContinue, type Move } from "#db/control/moves.ts";
export { CONTINUE_MOVES_JOB } from "#db/control/whereabouts.ts";
export { PLACE_BY_PLAN_JOB } from "#db/lifecycle/plan.ts";
export {
  allowsTurn,
  beginMove,
  continueMove,
  queueMove,
  turnMove,
} from "#db/move/move-tenant.ts";
export { findOrphans, removeOrphans } from "#db/move/orphans.ts";
export { placeByPlan } from "#db/move/place-by-plan.ts";
export { planMove } from "#db/move/plan.ts";
export { type MoveSummary, summaryOf } from "#db/move/summary.ts";
export { endLostWaysBack } from "#db/move/way-back.ts";
export { MoveRefused } from "#db/move-errors.ts";
