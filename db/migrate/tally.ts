/** What became of a run: its tenants counted, and the verdict. */
import type { TenantOutcome } from "./outcome.ts";
import type { RunState } from "./record.ts";

export type FanOutResult = {
  /** Undefined where there was nothing to do: no run was begun. */
  runId: string | undefined;
  state: RunState;
  total: number;
  done: number;
  failed: number;
  remaining: number;
  /** Tenants whose ledger could not be read, those among them that are not known to be behind included. */
  unreached: number;
  reason: string | null;
};

export const NOTHING_TO_DO: Omit<FanOutResult, "unreached"> = {
  runId: undefined,
  state: "done",
  total: 0,
  done: 0,
  failed: 0,
  remaining: 0,
  reason: null,
};

/** `refused` are the failures that were not a cluster out of reach: those end a run. */
export type Counts = { done: number; failed: number; refused: number };

export function count(counts: Counts, { state, failure }: TenantOutcome): void {
  counts[state]++;
  if (failure && !failure.isUnreachable) counts.refused++;
}

export function verdict(
  { done, failed, refused }: Counts,
  total: number,
  {
    isCanaryDead,
    isInterrupted,
    maxFailures,
  }: { isCanaryDead: boolean; isInterrupted: boolean; maxFailures: number },
): { state: RunState; reason: string | null } {
  const isWhole = done + failed === total;
  if (isCanaryDead && !isWhole) return { state: "stopped", reason: "A canary failed." };
  if (isInterrupted && !isWhole) return { state: "interrupted", reason: "It was interrupted." };
  if (refused > maxFailures && !isWhole)
    return { state: "stopped", reason: `More than ${maxFailures} tenants failed.` };
  if (failed === 0) return { state: "done", reason: null };
  return { state: done > 0 ? "partly" : "failed", reason: null };
}

export const resultOf = (
  runId: string,
  state: RunState,
  reason: string | null,
  { done, failed }: Counts,
  total: number,
): Omit<FanOutResult, "unreached"> => ({
  runId,
  state,
  total,
  done,
  failed,
  remaining: total - done - failed,
  reason,
});
