/** Writes had to be held for longer than they may: they go on where they were, and it is tried again. */
import { MoveRefused } from "../move-errors.ts";
import type { MoveLimits } from "./limits.ts";

export class PauseTooLong extends MoveRefused {
  constructor({ maxPauseMs, lockWaitMs }: MoveLimits, options?: ErrorOptions) {
    const limits = `maxPauseMs ${maxPauseMs}, lockWaitMs ${lockWaitMs}`;
    super(`Writes would have had to wait for too long (${limits}).`, options);
  }
}
