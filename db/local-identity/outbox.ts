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

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
/**
 * From each attempt that failed to the next one, as the provider's own service waits; after the last the
 * message is given up.
 */
const RETRY_AFTER_S = [5, 5 * MINUTE_S, 30 * MINUTE_S, 2 * HOUR_S, 5 * HOUR_S, 10 * HOUR_S, 10 * HOUR_S];
/** So many times faster than there: an hour is a minute. @internal */
export const RETRY_COMPRESSION = 60;

/** Seconds until the next attempt of so many made; undefined where there is none. @internal */
export function retryAfterS(attempts: number): number | undefined {
  const seconds = RETRY_AFTER_S[attempts - 1];
  return seconds === undefined ? undefined : seconds / RETRY_COMPRESSION;
}

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

/** Answers false, and forgets the message, where that was its last attempt. */
export async function postponeLocalMessage(
  tx: ControlTx,
  { position, attempts }: Pick<LocalMessage, "position" | "attempts">,
): Promise<boolean> {
  const seconds = retryAfterS(attempts);
  if (seconds === undefined) {
    await removeLocalMessage(tx, position);
    return false;
  }
  await tx
    .update(localOutbox)
    .set({ dueAt: sql`now() + make_interval(secs => ${seconds})` })
    .where(eq(localOutbox.position, position));
  return true;
}
