/** Mail of our own, from the act that causes it to what became of it. */
import { and, eq, isNull, sql } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import { enqueue } from "./jobs.ts";
import type { MailKind } from "./mail-kinds.ts";
import { mails } from "./schema/mails.ts";
import { users } from "./schema/people.ts";

export const SEND_MAIL_JOB = "send-mail";
/** Longer than this no mail is tried: what it tells is old by then. @internal */
export const MAIL_TRIED_HOURS = 48;

export type NewMail = { kind: MailKind; tenantId: string; userId: string; aboutId: string };

/** What a mail was settled with that there was no need of. */
export const MAIL_OVER = "over";
const wasOver = and(eq(mails.state, "failed"), eq(mails.problem, MAIL_OVER));
const ANEW = { state: "queued" as const, problem: null, settledAt: null, createdAt: sql`now()` };

/**
 * In the transaction of the act: there is no mail without it, and no act without its mail. What was said to
 * this person before is not said again; what there was no need to say is.
 */
export async function queueMails(tx: ControlTx, ...said: NewMail[]): Promise<void> {
  if (said.length === 0) return;
  const target = [mails.aboutId, mails.kind, mails.userId];
  const queued = await tx
    .insert(mails)
    .values(said)
    .onConflictDoUpdate({ target, set: ANEW, setWhere: wasOver })
    .returning({ id: mails.id });
  for (const { id } of queued)
    await enqueue(tx, { name: SEND_MAIL_JOB, payload: { mailId: id }, key: `mail:${id}` });
}

export type QueuedMail = NewMail & {
  id: string;
  /** It was tried for as long as one is. */
  isLate: boolean;
  /** Null where the person is gone. `language`: null where nobody knows it. */
  receiver: { email: string; language: string | null } | null;
};

/** Undefined where it is settled, or was taken away. */
export async function getQueuedMail(tx: ControlTx, id: string): Promise<QueuedMail | undefined> {
  const [row] = await tx
    .select({
      id: mails.id,
      kind: mails.kind,
      tenantId: mails.tenantId,
      userId: mails.userId,
      aboutId: mails.aboutId,
      isLate: sql<boolean>`${mails.createdAt} < now() - make_interval(hours => ${MAIL_TRIED_HOURS})`,
      email: users.email,
      language: users.language,
    })
    .from(mails)
    .leftJoin(users, and(eq(users.id, mails.userId), isNull(users.deletedAt)))
    .where(and(eq(mails.id, id), eq(mails.state, "queued")));
  if (!row) return undefined;
  const { email, language, ...mail } = row;
  return { ...mail, receiver: email ? { email, language } : null };
}

/** `problem`: a word of ours. Without one it was handed over. */
export async function settleMail(tx: ControlTx, id: string, problem?: string): Promise<void> {
  const state = problem === undefined ? "sent" : "failed";
  await tx
    .update(mails)
    .set({ state, problem: problem ?? null, settledAt: sql`now()` })
    .where(and(eq(mails.id, id), eq(mails.state, "queued")));
}

/** It is tried again. */
export async function noteMailProblem(tx: ControlTx, id: string, problem: string): Promise<void> {
  await tx
    .update(mails)
    .set({ problem })
    .where(and(eq(mails.id, id), eq(mails.state, "queued")));
}
