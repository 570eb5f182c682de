/** The stand-in's mails: nobody delivers them, they are read here. */
import { desc, eq, notInArray } from "drizzle-orm";
import type { ControlTx } from "../control/control-db.ts";
import { newLocalId } from "./ids.ts";
import { localMails } from "./schema.ts";

export type LocalMail = typeof localMails.$inferSelect;

/** The oldest make room. */
const LOCAL_MAILS_KEPT = 200;

export async function addLocalMail(tx: ControlTx, mail: Omit<LocalMail, "id" | "sentAt">): Promise<void> {
  await tx.insert(localMails).values({ ...mail, id: newLocalId("ema") });
  const kept = tx
    .select({ id: localMails.id })
    .from(localMails)
    .orderBy(desc(localMails.sentAt), desc(localMails.id))
    .limit(LOCAL_MAILS_KEPT);
  await tx.delete(localMails).where(notInArray(localMails.id, kept));
}

/** The newest first. */
export const listLocalMails = (tx: ControlTx): Promise<Omit<LocalMail, "text" | "html">[]> =>
  tx
    .select({ id: localMails.id, to: localMails.to, subject: localMails.subject, sentAt: localMails.sentAt })
    .from(localMails)
    .orderBy(desc(localMails.sentAt), desc(localMails.id))
    .limit(LOCAL_MAILS_KEPT);

export async function getLocalMail(tx: ControlTx, id: string): Promise<LocalMail | undefined> {
  const [mail] = await tx.select().from(localMails).where(eq(localMails.id, id));
  return mail;
}
