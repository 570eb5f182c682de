/** What is said of a move while it goes on, for whoever looks at it. */
import { and, eq } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import type { MoveProgressNote } from "./move-phases.ts";
import { moves } from "./schema/moves.ts";

const MAX_ERROR_LENGTH = 2_000;

/** Only while it copies: later it says nothing any more. */
export async function noteMoveProgress(tx: ControlTx, id: string, progress: MoveProgressNote): Promise<void> {
  await tx
    .update(moves)
    .set({ progress })
    .where(and(eq(moves.id, id), eq(moves.phase, "copying")));
}

export async function noteMoveError(tx: ControlTx, id: string, error: string): Promise<void> {
  await tx
    .update(moves)
    .set({ error: error.slice(0, MAX_ERROR_LENGTH) })
    .where(eq(moves.id, id));
}
