/** How far a copy is, written down for whoever looks at the move: once a second, beside the copy. */
import { noteMoveProgress } from "../control/move-notes.ts";
import type { DataTier } from "../data-tier.ts";
import type { MoveProgress } from "./machine.ts";

const NOTED_EVERY_MS = 1_000;
const SECOND_MS = 1_000;

type Told = ((progress: MoveProgress) => void) | undefined;

/** `onProgress` tells `told` as well. What cannot be written down is left out: the copy goes on. */
export function progressNotes(tier: DataTier, moveId: string, told: Told) {
  let last: { at: number; rows: number } | undefined;
  let writing: Promise<void> | undefined;
  return {
    onProgress: (progress: MoveProgress): void => {
      told?.(progress);
      const { state } = progress;
      const now = performance.now();
      if (!state || writing || (last && now - last.at < NOTED_EVERY_MS)) return;
      const { copied, tables, rows, lagBytes } = state;
      // Fewer than before: another table's copy has begun.
      const rowsPerSecond =
        last && rows >= last.rows ? Math.round(((rows - last.rows) * SECOND_MS) / (now - last.at)) : null;
      last = { at: now, rows };
      const note = { copied, tables, rows, rowsPerSecond, lagBytes };
      writing = tier.controlDb
        .write((tx) => noteMoveProgress(tx, moveId, note))
        .catch(() => {})
        .finally(() => {
          writing = undefined;
        });
    },
    /** Once nothing is being written any more. */
    settled: async (): Promise<void> => writing,
  };
}
