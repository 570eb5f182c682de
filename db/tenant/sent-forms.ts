/** A form that is sent twice, by two clicks or by a browser that tries again, makes one thing. */
import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { newId } from "../id.ts";
import type { TenantTx } from "../routing/tenant-db.ts";
import { sentForms } from "./schema-sent-forms.ts";

type SentForm = {
  /** Whoever sent it: two people never share one. */
  memberId: string;
  /** Of the form as it was handed out: the same for as long as its page is open. */
  formKey: string;
  /** What was in it: filled in otherwise, it is another form. */
  content: unknown;
};

/**
 * Calls `make` with the id that what it makes is to have, for the first of equal forms; the others wait for
 * it, and are answered with its id. Where it fails, the next is the first. Known for `SENT_FORM_DAYS`.
 */
export async function makeOnce(
  tx: TenantTx,
  form: SentForm,
  make: (id: string) => Promise<unknown>,
): Promise<{ id: string; isFirst: boolean }> {
  const fingerprint = fingerprintOf(form);
  const id = newId();
  const first = await tx
    .insert(sentForms)
    .values({ fingerprint, madeId: id })
    .onConflictDoNothing()
    .returning({ id: sentForms.madeId });
  if (first.length > 0) {
    await make(id);
    return { id, isFirst: true };
  }
  const [made] = await tx
    .select({ id: sentForms.madeId })
    .from(sentForms)
    .where(eq(sentForms.fingerprint, fingerprint));
  if (!made) throw new Error("A form that was sent before is not there.");
  return { id: made.id, isFirst: false };
}

const fingerprintOf = ({ memberId, formKey, content }: SentForm): string =>
  createHash("sha256")
    .update(JSON.stringify([memberId, formKey, content]))
    .digest("base64url");
