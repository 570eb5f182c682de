/** The journal of lifecycle work: what was begun for a tenant, where it stands, why it failed. */
import { and, eq, sql } from "drizzle-orm";
import { namedError } from "../routing/sql-errors.ts";
import type { ControlDb, ControlTx } from "./control-db.ts";
import { journal } from "./schema.ts";

export type JournalKind = "provision";
export type JournalEntry = typeof journal.$inferSelect;

const MAX_ERROR_LENGTH = 2_000;

/** The steps of a tenant's work of one kind, in the order in which they began. */
export const listJournal = (tx: ControlTx, tenantId: string, kind?: JournalKind): Promise<JournalEntry[]> =>
  tx
    .select()
    .from(journal)
    .where(and(eq(journal.tenantId, tenantId), kind ? eq(journal.kind, kind) : undefined))
    .orderBy(journal.id);

/** Runs one step of lifecycle work and writes down how it went. `work` is idempotent: a kill may have it run again. */
export async function journaled<T>(
  controlDb: ControlDb,
  entry: { tenantId: string; kind: JournalKind; step: string },
  work: () => Promise<T>,
): Promise<T> {
  await controlDb.write((tx) => begin(tx, entry));
  try {
    const result = await work();
    await controlDb.write((tx) => finish(tx, entry, { state: "done", error: null }));
    return result;
  } catch (error) {
    const message = String((namedError(error) as Error).message ?? error).slice(0, MAX_ERROR_LENGTH);
    await controlDb.write((tx) => finish(tx, entry, { state: "failed", error: message })).catch(() => {});
    throw error;
  }
}

type Entry = { tenantId: string; kind: JournalKind; step: string };

const begin = (tx: ControlTx, entry: Entry) =>
  tx
    .insert(journal)
    .values({ ...entry, state: "running" })
    .onConflictDoUpdate({
      target: [journal.tenantId, journal.kind, journal.step],
      set: {
        state: "running",
        error: null,
        attempts: sql`${journal.attempts} + 1`,
        startedAt: sql`now()`,
        finishedAt: null,
      },
    });

const finish = (tx: ControlTx, entry: Entry, outcome: { state: "done" | "failed"; error: string | null }) =>
  tx
    .update(journal)
    .set({ ...outcome, finishedAt: sql`now()` })
    .where(
      and(eq(journal.tenantId, entry.tenantId), eq(journal.kind, entry.kind), eq(journal.step, entry.step)),
    );
