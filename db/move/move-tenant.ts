/** Moves of tenants: begun, gone on with, taken back, ended. One at a time for each tenant. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Actor, actorName, recordAudit, SYSTEM } from "../control/audit-log.ts";
import type { ControlTx } from "../control/control-db.ts";
import { enqueue } from "../control/jobs.ts";
import { noteMoveError } from "../control/move-notes.ts";
import type { MovePhase } from "../control/move-phases.ts";
import { getMove, getOpenMove, insertMove, type Move, setMovePhase } from "../control/moves.ts";
import { lockTenant } from "../control/tenants.ts";
import { CONTINUE_MOVES_JOB } from "../control/whereabouts.ts";
import type { DataTier } from "../data-tier.ts";
import { TenantUnknown } from "../errors.ts";
import { requireStatus } from "../lifecycle/change.ts";
import { type HoldOptions, withHold } from "../lifecycle/hold.ts";
import { MoveRefused } from "../move-errors.ts";
import { namedError } from "../routing/sql-errors.ts";
import { moveEffects } from "./effects.ts";
import { MOVE_LIMITS, type MoveLimits } from "./limits.ts";
import { type MoveProgress, runMachine } from "./machine.ts";
import { progressNotes } from "./note-progress.ts";
import { type MovePlan, refuseWhileReplaced } from "./plan.ts";
import { moveStore, nameOf } from "./store.ts";

export type MoveOptions = HoldOptions & {
  actor?: Actor;
  limits?: Partial<MoveLimits> | undefined;
  /** Aborted, the move is left where it is, and somebody else goes on. Throws the signal's reason. */
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: MoveProgress) => void) | undefined;
};

/** The worker goes on with it, once the transaction is committed. */
export const queueMove = (tx: ControlTx, tenantId: string): Promise<void> =>
  enqueue(tx, { name: CONTINUE_MOVES_JOB, payload: { tenantId }, key: `${CONTINUE_MOVES_JOB}:${tenantId}` });

/**
 * Writes the move down; nothing is made yet. `isQueued`: the worker makes it. Throws MoveRefused where the
 * tenant is not as planned any more.
 */
export async function beginMove(
  tier: DataTier,
  { tenant, from, to, method, pauseMs }: MovePlan,
  { actor = SYSTEM, isQueued = false }: Pick<MoveOptions, "actor"> & { isQueued?: boolean } = {},
): Promise<Move> {
  return tier.controlDb.write(async (tx) => {
    const now = await lockTenant(tx, tenant.id);
    if (!now) throw new TenantUnknown(tenant.slug);
    requireStatus(now, "move");
    if (now.placement.version !== tenant.placement.version || (await getOpenMove(tx, tenant.id)))
      throw new MoveRefused(`${tenant.slug} has been moved meanwhile. Look at it again.`);
    await refuseWhileReplaced(tx, now);
    const written = { tenantId: tenant.id, method, from, to, expectedPauseMs: pauseMs };
    const move = await insertMove(tx, { ...written, startedBy: actorName(actor) });
    const detail = { from: nameOf(from), to: nameOf(to), method };
    await recordAudit(tx, { actor, action: "tenant.move-begin", tenantId: tenant.id, detail });
    if (isQueued) await queueMove(tx, tenant.id);
    return move;
  });
}

/**
 * Goes on with a tenant's move until it rests: it has arrived, or is over. Answers the move as it is then.
 * Throws MoveRefused, once all is taken back, with what it was given up for; LifecycleRefused ("busy") where
 * somebody is at it; and what a server throws that may pass: then it can be continued.
 */
export async function continueMove(
  tier: DataTier,
  tenantId: string,
  options: MoveOptions = {},
): Promise<Move> {
  const limits = { ...MOVE_LIMITS, ...options.limits };
  const actor = options.actor ?? SYSTEM;
  return withHold(
    tier,
    tenantId,
    async ({ requireHeld }) => {
      const move = await tier.controlDb.read((tx) => requireOpen(tx, tenantId));
      const notes = progressNotes(tier, move.id, options.onProgress);
      try {
        await runMachine({
          store: moveStore(tier, move, { actor, limits }),
          effects: await moveEffects(tier, move, limits),
          clock: { now: () => performance.now(), sleep, time: () => new Date() },
          limits,
          onProgress: notes.onProgress,
          requireHeld: () => {
            options.signal?.throwIfAborted();
            requireHeld();
          },
        });
      } catch (error) {
        if (!(error instanceof MoveRefused || options.signal?.aborted)) await note(tier, move, error);
        throw error;
      } finally {
        await notes.settled();
      }
      return tier.controlDb.read(async (tx) => (await getMove(tx, move.id)) ?? move);
    },
    options,
  );
}

/** Told where somebody looks at the move; what cannot be told is thrown all the same. */
const note = (tier: DataTier, { id }: Move, error: unknown): Promise<void> =>
  tier.controlDb.write((tx) => noteMoveError(tx, id, (namedError(error) as Error).message)).catch(() => {});

async function requireOpen(tx: ControlTx, tenantId: string): Promise<Move> {
  const move = await getOpenMove(tx, tenantId);
  if (!move) throw new MoveRefused("No move of this tenant is under way.");
  return move;
}

/** What can become of a move that rests, or has not arrived: each is gone on with like any other. */
const TURNS = {
  /** Takes back a move that has not changed anything for its members yet. */
  abort: { from: ["preparing", "copying", "verifying"], to: "aborting" },
  /** Back to where it was, with all that was written since. */
  back: { from: ["arrived"], to: "returning" },
  /** Drops the former place before its time: there is no way back after that. */
  finish: { from: ["arrived"], to: "reaping" },
} as const satisfies Record<string, { from: MovePhase[]; to: MovePhase }>;
export type MoveTurn = keyof typeof TURNS;

/** Whether it can be done to a move as it is. */
export const allowsTurn = ({ phase, method }: Pick<Move, "phase" | "method">, turn: MoveTurn): boolean =>
  (TURNS[turn].from as readonly MovePhase[]).includes(phase) && (turn !== "back" || method === "live");

/**
 * Writes down that the move turns; whoever is at it notices, and otherwise `continueMove` does it. Throws
 * MoveRefused where it cannot.
 */
export async function turnMove(
  tx: ControlTx,
  tenantId: string,
  turn: MoveTurn,
  { actor = SYSTEM }: Pick<MoveOptions, "actor"> = {},
): Promise<void> {
  const move = await requireOpen(tx, tenantId);
  const { to } = TURNS[turn];
  if (move.phase === to) return;
  if (!allowsTurn(move, turn) || !(await setMovePhase(tx, move.id, { from: move.phase, to })))
    throw new MoveRefused(whyNot(move, turn));
  await recordAudit(tx, { actor, action: `tenant.move-${turn}`, tenantId });
}

function whyNot({ phase, method }: Move, turn: MoveTurn): string {
  if (turn === "back" && phase === "arrived" && method === "held")
    return "What was copied with writes held is not followed back: move it the usual way.";
  if (turn === "abort" && phase === "arrived") return "It has arrived; it can be moved back.";
  return `A move that is ${phase} allows no ${turn}; wait until it rests.`;
}

const turnAndContinue =
  (turn: MoveTurn) =>
  async (tier: DataTier, tenantId: string, options: MoveOptions = {}): Promise<Move> => {
    await tier.controlDb.write((tx) => turnMove(tx, tenantId, turn, options));
    return continueMove(tier, tenantId, options);
  };

export const abortMove = turnAndContinue("abort");
export const moveBack = turnAndContinue("back");
export const finishMoveNow = turnAndContinue("finish");
