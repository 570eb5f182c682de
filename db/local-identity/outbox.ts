/** The stand-in's undelivered webhook messages. */
import { asc, eq, inArray, lte, sql } from "drizzle-orm";
import type { ControlTx } from "../control/control-db.ts";
import { newLocalId } from "./ids.ts";
import { localOutbox } from "./schema.ts";

export type LocalMessage = {
  position: number;
  messageId: string;
  body: Record<string, unknown>;
  attempts: number;
};

/** A claimed message is offered again after this, should its sender have died. */
const CLAIM_SECONDS = 30;
/** The wait before attempt n is 2^n seconds, at most this. */
const MAX_RETRY_SECONDS = 300;

/** To be called in the transaction that makes the change. */
export async function addLocalMessage(tx: ControlTx, body: Record<string, unknown>): Promise<void> {
  await tx.insert(localOutbox).values({ messageId: newLocalId("msg"), body });
}

/** Takes messages that are due, oldest first; nobody else is offered them for a while. */
export async function claimLocalMessages(tx: ControlTx, limit: number): Promise<LocalMessage[]> {
  const due = tx
    .select({ position: localOutbox.position })
    .from(localOutbox)
    .where(lte(localOutbox.dueAt, sql`now()`))
    .orderBy(asc(localOutbox.position))
    .limit(limit)
    .for("update", { skipLocked: true });
  const claimed = await tx
    .update(localOutbox)
    .set({
      attempts: sql`${localOutbox.attempts} + 1`,
      dueAt: sql`now() + make_interval(secs => ${CLAIM_SECONDS})`,
    })
    .where(inArray(localOutbox.position, due))
    .returning({
      position: localOutbox.position,
      messageId: localOutbox.messageId,
      body: localOutbox.body,
      attempts: localOutbox.attempts,
    });
  return claimed.sort((a, b) => a.position - b.position);
}

export async function removeLocalMessage(tx: ControlTx, position: number): Promise<void> {
  await tx.delete(localOutbox).where(eq(localOutbox.position, position));
}

export async function postponeLocalMessage(tx: ControlTx, message: LocalMessage): Promise<void> {
  const seconds = Math.min(2 ** message.attempts, MAX_RETRY_SECONDS);
  await tx
    .update(localOutbox)
    .set({ dueAt: sql`now() + make_interval(secs => ${seconds})` })
    .where(eq(localOutbox.position, message.position));
}
