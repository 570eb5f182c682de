/** Pure: what is sent of a run while it is watched; all of it survives JSON. */
import type { MigrationRun } from "#app/db.server.ts";

export type RunPulse = Pick<
  MigrationRun,
  "state" | "total" | "done" | "failed" | "remaining" | "isSilent"
> & {
  nowMs: number;
};

export const toPulse = (run: MigrationRun, nowMs: number): RunPulse => {
  const { state, total, done, failed, remaining, isSilent } = run;
  return { state, total, done, failed, remaining, isSilent, nowMs };
};
