/** The journal of lifecycle work: what was begun for a tenant, where it stands, why it failed. */
import { and, eq, inArray, ne, sql } from "drizzle-orm";
import { namedError } from "../routing/sql-errors.ts";
import type { Tenant } from "../routing/tenant.ts";
import type { ControlDb, ControlTx } from "./control-db.ts";
import { journal } from "./schema/lifecycle.ts";
import type { TenantAction } from "./transitions.ts";

/** `copy`: a tenant that is being made from an archive. */
export type JournalKind = "provision" | "copy" | TenantAction;
export type JournalEntry = typeof journal.$inferSelect;
export type Work = { tenantId: string; kind: JournalKind };

/**
 * `work` is idempotent: a kill may have it run again. `record` is written with the journal, in one
 * transaction.
 */
export type Step = {
  name: string;
  work?: () => Promise<void>;
  record?: (tx: ControlTx) => Promise<void>;
  /**
   * Writes down the end of the step itself, in a batch with others; answers false where that is to be done as
   * usual.
   */
  settle?: () => Promise<boolean>;
};

type Outcome = { state: "done" | "failed"; error: string | null };

const DONE: Outcome = { state: "done", error: null };
const MAX_ERROR_LENGTH = 2_000;

const ofOne = ({ tenantId, kind }: Work) => ({ tenantIds: [tenantId], kind });

/** Points at which a test may have the process die: after a step is begun, worked, written down. @internal */
export const faults: {
  at?: (point: `${JournalKind}/${string}/${"begun" | "worked" | "done"}`) => Promise<void> | void;
} = {};

/** Thrown by a test at such a point: nothing is written down any more, as after a kill. */
export class SimulatedCrash extends Error {}

/** The steps of a tenant's work of one kind, in the order in which they first began. */
export const listJournal = (tx: ControlTx, tenantId: string, kind?: JournalKind): Promise<JournalEntry[]> =>
  tx
    .select()
    .from(journal)
    .where(and(eq(journal.tenantId, tenantId), kind ? eq(journal.kind, kind) : undefined))
    .orderBy(journal.id);

/** `requireHeld` throws where somebody else may be at the same work by now: then no further step is begun. */
export type StepOptions = { isBegun?: boolean; requireHeld(): void };

/**
 * Runs the steps of one work and writes down how each went; the end of one and the beginning of the next are
 * one transaction.
 */
export async function runSteps(
  controlDb: ControlDb,
  work: Work,
  steps: Step[],
  options: StepOptions,
): Promise<void> {
  const [first] = steps;
  if (first && !options.isBegun) await controlDb.write((tx) => beginStep(tx, work, first.name));
  for (const [at, step] of steps.entries()) {
    options.requireHeld();
    await runStep(controlDb, work, step, steps[at + 1]);
  }
}

async function runStep(controlDb: ControlDb, work: Work, step: Step, next: Step | undefined): Promise<void> {
  try {
    await faults.at?.(`${work.kind}/${step.name}/begun`);
    await step.work?.();
    await faults.at?.(`${work.kind}/${step.name}/worked`);
    const isSettled = await step.settle?.();
    if (!isSettled) await controlDb.write((tx) => recordStep(tx, work, step, next));
    await faults.at?.(`${work.kind}/${step.name}/done`);
  } catch (error) {
    if (!(error instanceof SimulatedCrash)) await noteFailure(controlDb, work, step.name, error);
    throw error;
  }
}

async function recordStep(tx: ControlTx, work: Work, step: Step, next: Step | undefined): Promise<void> {
  await step.record?.(tx);
  await finishStep(tx, ofOne(work), step.name);
  if (next) await beginStep(tx, work, next.name);
}

async function noteFailure(controlDb: ControlDb, work: Work, step: string, error: unknown): Promise<void> {
  const message = String((namedError(error) as Error).message ?? error).slice(0, MAX_ERROR_LENGTH);
  const note = (tx: ControlTx) => finishStep(tx, ofOne(work), step, { state: "failed", error: message });
  await controlDb.write(note).catch(() => {});
}

/** A step that was done before begins its attempts anew. */
export async function beginStep(tx: ControlTx, work: Work, step: string): Promise<void> {
  await tx
    .insert(journal)
    .values({ ...work, step, state: "running" })
    .onConflictDoUpdate({
      target: [journal.tenantId, journal.kind, journal.step],
      set: {
        state: "running",
        error: null,
        attempts: sql`case when ${journal.state} = 'done' then 1 else ${journal.attempts} + 1 end`,
        startedAt: sql`now()`,
        finishedAt: null,
      },
    });
}

/** The same step of one tenant or many. */
export async function finishStep(
  tx: ControlTx,
  { tenantIds, kind }: { tenantIds: string[]; kind: JournalKind },
  step: string,
  outcome: Outcome = DONE,
): Promise<void> {
  const isStep = and(inArray(journal.tenantId, tenantIds), eq(journal.kind, kind), eq(journal.step, step));
  await tx
    .update(journal)
    .set({ ...outcome, finishedAt: sql`now()` })
    .where(isStep);
}

/** Whatever of a work is not written down as done: it is, since the work as a whole is. */
export async function noteAllDone(tx: ControlTx, { tenantId, kind }: Work): Promise<void> {
  await tx
    .update(journal)
    .set({ state: "done", error: null, finishedAt: sql`now()` })
    .where(and(eq(journal.tenantId, tenantId), eq(journal.kind, kind), ne(journal.state, "done")));
}

/** What a tenant in this state will not continue any more is forgotten, except its work of one kind. */
export async function forgetUnfinished(tx: ControlTx, tenantId: string, except: JournalKind): Promise<void> {
  const isOther = and(eq(journal.tenantId, tenantId), ne(journal.kind, except));
  await tx.delete(journal).where(and(isOther, ne(journal.state, "done")));
}

/**
 * The work that a tenant has to go on with, looking at all its steps: undefined where nothing is unfinished.
 * A copy that was interrupted goes on by being taken away: its archive may be gone.
 */
export function unfinishedWork(
  tenant: Pick<Tenant, "status" | "organizationId">,
  steps: Pick<JournalEntry, "kind" | "state">[],
): "provision" | "copy" | "restore" | "purge" | undefined {
  const isHalfCopied = steps.some(({ kind, state }) => kind === "copy" && state !== "done");
  if (tenant.status === "provisioning") {
    if (isHalfCopied) return "copy";
    return tenant.organizationId ? "provision" : undefined;
  }
  if (tenant.status !== "deleted") return undefined;
  // Once begun, a purge is never taken back.
  if (steps.some(({ kind }) => kind === "purge")) return "purge";
  if (isHalfCopied) return "copy";
  return steps.some(({ kind, state }) => kind === "restore" && state !== "done") ? "restore" : undefined;
}

/** For work that is one transaction: it happened, or left nothing. */
export async function noteDone(tx: ControlTx, work: Work, step: string): Promise<void> {
  await beginStep(tx, work, step);
  await finishStep(tx, ofOne(work), step);
}
