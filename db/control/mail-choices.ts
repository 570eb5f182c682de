/** What a person chose of mail about notifications: theirs alone, and the same in every tenant. */
import { eq, sql } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import { DEFAULT_MAIL_CHOICE, type MailChoice } from "./mail-rhythms.ts";
import { mailChoices } from "./schema/mail-choices.ts";

const columns = {
  rhythm: mailChoices.rhythm,
  hour: mailChoices.hour,
  timeZone: mailChoices.timeZone,
  silentKinds: mailChoices.silentKinds,
};

/** Undefined where they chose nothing yet. */
export async function findMailChoice(tx: ControlTx, userId: string): Promise<MailChoice | undefined> {
  const [row] = await tx.select(columns).from(mailChoices).where(eq(mailChoices.userId, userId));
  return row;
}

export const getMailChoice = async (tx: ControlTx, userId: string): Promise<MailChoice> =>
  (await findMailChoice(tx, userId)) ?? DEFAULT_MAIL_CHOICE;

/** What is left out stays as it is. */
export async function changeMailChoice(
  tx: ControlTx,
  userId: string,
  changes: Partial<MailChoice>,
): Promise<void> {
  await tx
    .insert(mailChoices)
    .values({ userId, ...DEFAULT_MAIL_CHOICE, ...changes })
    .onConflictDoUpdate({ target: mailChoices.userId, set: { ...changes, updatedAt: sql`now()` } });
}

/** One kind, and no other: what somebody else changes at the same time stays. */
export async function setKindSilent(
  tx: ControlTx,
  userId: string,
  kind: string,
  isSilent: boolean,
): Promise<void> {
  await changeMailChoice(tx, userId, {});
  const without = sql`array_remove(${mailChoices.silentKinds}, ${kind})`;
  await tx
    .update(mailChoices)
    .set({ silentKinds: isSilent ? sql`array_append(${without}, ${kind})` : without })
    .where(eq(mailChoices.userId, userId));
}

/** Where two people turned out to be one: what the one had chosen counts, unless the other chose as well. */
export async function moveMailChoice(
  tx: ControlTx,
  { from, into }: { from: string; into: string },
): Promise<void> {
  const chosen = await findMailChoice(tx, from);
  if (chosen)
    await tx
      .insert(mailChoices)
      .values({ userId: into, ...chosen })
      .onConflictDoNothing();
}
