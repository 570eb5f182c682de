/** Replacements in the control plane: one open one of a tenant at a time. */
import { and, desc, eq, isNull, ne, sql } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import type { ReplacementPhase } from "./replacement-phases.ts";
import { replacements } from "./schema/replacements.ts";

export type Replacement = typeof replacements.$inferSelect;

const MAX_ERROR_LENGTH = 2_000;
const isOpen = isNull(replacements.finishedAt);

export async function insertReplacement(
  tx: ControlTx,
  given: Pick<Replacement, "tenantId" | "takenAt" | "statusBefore" | "startedBy">,
): Promise<Replacement> {
  const [row] = await tx
    .insert(replacements)
    .values({ ...given, phase: "loading" })
    .returning();
  if (!row) throw new Error("The replacement that was just written is not there.");
  return row;
}

export async function getOpenReplacement(tx: ControlTx, tenantId: string): Promise<Replacement | undefined> {
  const isIts = eq(replacements.tenantId, tenantId);
  const [row] = await tx.select().from(replacements).where(and(isIts, isOpen));
  return row;
}

/** What is said to whoever wants to do something else with the tenant meanwhile. */
export const whyReplaced = ({ slug }: { slug: string }, { phase }: Pick<Replacement, "phase">): string =>
  phase === "kept"
    ? `The former data of ${slug} is still kept. Confirm or undo that first: tenantry archive confirm ${slug}, tenantry archive undo ${slug}.`
    : `The data of ${slug} is being replaced at the moment. Try again when that is over.`;

/** The last one that began, open or not. */
export async function getLastReplacement(tx: ControlTx, tenantId: string): Promise<Replacement | undefined> {
  const [row] = await tx
    .select()
    .from(replacements)
    .where(eq(replacements.tenantId, tenantId))
    .orderBy(desc(replacements.startedAt), desc(replacements.id))
    .limit(1);
  return row;
}

/** Tenants with one that somebody has to go on with: what is kept waits for staff. */
export async function listUnfinishedReplacements(tx: ControlTx, limit: number): Promise<string[]> {
  const rows = await tx
    .select({ tenantId: replacements.tenantId })
    .from(replacements)
    .where(and(isOpen, ne(replacements.phase, "kept")))
    .orderBy(replacements.startedAt)
    .limit(limit);
  return rows.map(({ tenantId }) => tenantId);
}

const ENDS: readonly ReplacementPhase[] = ["done", "undone", "failed"];

/** Answers false where the phase is another one by now. */
export async function setReplacementPhase(
  tx: ControlTx,
  { id, phase: from }: Pick<Replacement, "id" | "phase">,
  to: ReplacementPhase,
  { error, statusBefore }: { error?: string; statusBefore?: Replacement["statusBefore"] } = {},
): Promise<boolean> {
  const changed = await tx
    .update(replacements)
    .set({
      phase: to,
      ...(to === "kept" && { replacedAt: sql`now()` }),
      ...(ENDS.includes(to) && { finishedAt: sql`now()` }),
      ...(statusBefore && { statusBefore }),
      ...(error !== undefined && { error: error.slice(0, MAX_ERROR_LENGTH) }),
    })
    .where(and(eq(replacements.id, id), eq(replacements.phase, from)))
    .returning({ id: replacements.id });
  return changed.length > 0;
}

/** While it is being replaced: this is what the tenant shall be when that is over. */
export async function noteStatusBefore(
  tx: ControlTx,
  tenantId: string,
  statusBefore: Replacement["statusBefore"],
): Promise<void> {
  await tx
    .update(replacements)
    .set({ statusBefore })
    .where(and(eq(replacements.tenantId, tenantId), isOpen));
}
