/** What people had typed when their session was over. Each is read once, by who typed it. */
import { and, desc, eq, gt, or, type SQL, sql } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import { keptForms } from "./schema/kept-forms.ts";

/** Long enough to sign in, with a second factor and a mail in between. */
export const KEPT_FORM_MINUTES = 30;
/** Of one person at a time; the oldest makes room. @internal */
export const KEPT_FORMS_PER_PERSON = 5;

/** A browser, a person and a hostname: what is kept for one of them is nothing to the others. */
export type KeptFormOwner = { idHash: string; userId: string; hostname: string };

/** Keeps one in place of what the page had before; of this person's others only the newest stay. */
export async function keepForm(
  tx: ControlTx,
  { path, sealed, ...owner }: KeptFormOwner & { path: string; sealed: string },
): Promise<void> {
  const expiresAt = sql`now() + ${`${KEPT_FORM_MINUTES} minutes`}::interval`;
  const row = { ...owner, path, sealed, createdAt: sql`now()`, expiresAt };
  // One statement: of two that are sent at once, as by a second click, neither fails.
  await tx
    .insert(keptForms)
    .values(row)
    .onConflictDoUpdate({ target: [keptForms.idHash, keptForms.path], set: row });
  const others = await tx
    .select({ idHash: keptForms.idHash, path: keptForms.path })
    .from(keptForms)
    .where(eq(keptForms.userId, owner.userId))
    .orderBy(desc(keptForms.createdAt))
    .offset(KEPT_FORMS_PER_PERSON);
  if (others.length > 0) {
    const each = others.map((other) =>
      and(eq(keptForms.idHash, other.idHash), eq(keptForms.path, other.path)),
    );
    await tx.delete(keptForms).where(or(...each));
  }
}

/**
 * Takes away what is kept for this page and answers it, sealed, and whether any is left for other pages.
 * Nothing is answered that is late, another's, or of another page.
 */
export async function takeKeptForm(
  tx: ControlTx,
  owner: KeptFormOwner,
  path: string,
): Promise<{ sealed: string | undefined; isMoreLeft: boolean }> {
  const [row] = await tx
    .delete(keptForms)
    .where(and(of(owner), eq(keptForms.path, path)))
    .returning({ sealed: keptForms.sealed });
  const left = await tx.$count(keptForms, of(owner));
  return { sealed: row?.sealed, isMoreLeft: left > 0 };
}

const of = ({ idHash, userId, hostname }: KeptFormOwner): SQL | undefined =>
  and(
    eq(keptForms.idHash, idHash),
    eq(keptForms.userId, userId),
    eq(keptForms.hostname, hostname),
    gt(keptForms.expiresAt, sql`now()`),
  );
