/**
 * How a move goes on, from whatever phase it is in: each phase is an act that may be done twice, and one
 * transaction that writes the next phase down. Knows no clock and no SQL but those that it is given.
 */
import type { MovePhase } from "../control/move-phases.ts";
import type { Move } from "../control/moves.ts";
import { MoveRefused } from "../move-errors.ts";
import type { MoveEffects } from "./effects.ts";
import type { MoveLimits } from "./limits.ts";
import { PauseTooLong } from "./pause.ts";
import type { StreamState } from "./stream-state.ts";

export type MoveProgress = { phase: MovePhase; state?: StreamState };

/** The control plane, as far as a move writes it. Each `to…` answers false where the phase is another one. */
export type MoveStore = {
  read(): Promise<Pick<Move, "phase" | "method" | "reapAfter"> & { isDeleted: boolean }>;
  toPhase(from: MovePhase, to: MovePhase): Promise<boolean>;
  /** Served from the new place from here on. `heldSince`: as `clock.now()`. */
  toArrived(heldSince: number): Promise<boolean>;
  /** Served from the old place again. */
  toReturned(heldSince: number): Promise<boolean>;
  /** The end. */
  finish(from: MovePhase, to: "done" | "returned" | "aborted"): Promise<void>;
  /** What went wrong stays told, and the phase becomes `aborting` where it may. */
  giveUp(from: MovePhase, why: string): Promise<boolean>;
};

type Clock = { now(): number; sleep(ms: number): Promise<void>; time(): Date };

type Machine = {
  store: MoveStore;
  effects: MoveEffects;
  clock: Clock;
  limits: MoveLimits;
  onProgress?: ((progress: MoveProgress) => void) | undefined;
  /** Throws where somebody else may be at it by now. */
  requireHeld(): void;
};

/** Answers the phase in which it rests. Throws what it was given up for, once everything is taken back. */
export async function runMachine(machine: Machine): Promise<MovePhase> {
  let refused: unknown;
  machine.requireHeld();
  await machine.effects.takeOver();
  for (;;) {
    machine.requireHeld();
    const { phase, reapAfter, isDeleted } = await machine.store.read();
    machine.onProgress?.({ phase });
    const rests = phase === "arrived" && !isDue(reapAfter, machine.clock);
    if (rests || isOver(phase)) {
      if (phase === "arrived") await machine.effects.endOut();
      if (refused) throw refused;
      return phase;
    }
    try {
      if (isDeleted && isBeforeChange(phase)) throw new MoveRefused("The tenant was deleted meanwhile.");
      await step(machine, phase);
    } catch (error) {
      if (!(error instanceof MoveRefused) || !(await machine.store.giveUp(phase, error.message))) throw error;
      refused = error;
    }
  }
}

const isOver = (phase: MovePhase): boolean => ["done", "returned", "aborted"].includes(phase);
const isBeforeChange = (phase: MovePhase): boolean => ["preparing", "copying", "verifying"].includes(phase);
const isDue = (reapAfter: Date | null, clock: Clock): boolean =>
  reapAfter !== null && reapAfter.getTime() <= clock.time().getTime();

async function step(machine: Machine, phase: MovePhase): Promise<void> {
  const { store, effects } = machine;
  switch (phase) {
    case "preparing": {
      const { method } = await store.read();
      await effects.prepare();
      await store.toPhase(phase, method === "live" ? "copying" : "cuttingOver");
      return;
    }
    case "copying":
      await untilCopied(machine);
      await store.toPhase(phase, "verifying");
      return;
    case "verifying":
      await withPauses(machine, () => effects.verify());
      await store.toPhase(phase, "cuttingOver");
      return;
    case "cuttingOver":
      await store.toArrived(await withPauses(machine, () => effects.changeOver()));
      return;
    case "arrived":
      await store.toPhase(phase, "reaping");
      return;
    case "reaping":
      await effects.endStreams();
      await effects.removeOld();
      return store.finish(phase, "done");
    case "returning":
      await store.toReturned(await withPauses(machine, () => effects.changeBack()));
      return;
    case "cleaning":
      await effects.endStreams();
      await effects.removeNew();
      return store.finish(phase, "returned");
    case "aborting":
      await effects.reopenOld();
      await effects.endStreams();
      await effects.removeNew();
      return store.finish(phase, "aborted");
    default:
      throw new Error(`Nothing is to be done in the phase ${phase}.`);
  }
}

/** Returns where the new place has all rows and is nearly up to date, or the move is wanted no more. */
async function untilCopied({ store, effects, clock, limits, onProgress, requireHeld }: Machine) {
  // A server that was away for a while has left errors of its own: only new ones count.
  let errorsBefore: number | undefined;
  for (;;) {
    const state = await effects.copyState();
    onProgress?.({ phase: "copying", state });
    errorsBefore ??= state.errors;
    if (state.errors - errorsBefore > limits.maxStreamErrors)
      throw new MoveRefused("The new place does not take what the old one sends; its server's log says why.");
    const [cutOff] = state.cutOff;
    if (cutOff !== undefined)
      throw new MoveRefused(
        `A server was interrupted while ${cutOff} was copied, and that copy cannot be gone on with. Begin the move anew.`,
      );
    if (state.copied === state.tables && state.lagBytes <= limits.maxLagBytes) return;
    await clock.sleep(limits.askEveryMs);
    requireHeld();
    const { phase, isDeleted } = await store.read();
    if (phase !== "copying" || isDeleted) return;
  }
}

/** Where writes would have waited for too long they go on, and it is tried again after a while. */
async function withPauses<T>({ clock, limits, requireHeld }: Machine, work: () => Promise<T>): Promise<T> {
  for (let pause = 1; ; pause++) {
    requireHeld();
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof PauseTooLong) || pause >= limits.maxPauses) throw error;
      await clock.sleep(limits.askEveryMs * pause);
    }
  }
}
