/** One fault at a time, each against its tests, after those have passed without it. */
import type { Mutant } from "./list.ts";
import type { Outcome } from "./report.ts";
import { makeScratch, type Scratch } from "./scratch.ts";
import { openSession, type Session, type Verdict } from "./session.ts";
import { isSetUp } from "./set-up.ts";

export type Options = {
  root: string;
  mutants: Mutant[];
  /** After this many milliseconds no further one is begun. */
  limitMs: number;
  onOutcome: (outcome: Outcome) => void;
  /** Ends the run, and leaves nothing behind. */
  signal?: AbortSignal | undefined;
};

/** Tests that fail without any fault tell nothing with one. */
export class TestsAreRed extends Error {
  constructor(tests: string[], verdict: Verdict) {
    super(`These tests fail as the code is: ${tests.join(", ")} (${reasonOf(verdict)}). Mend them first.`);
    this.name = "TestsAreRed";
  }
}

const reasonOf = (verdict: Verdict): string =>
  verdict.kind === "unreadable" ? verdict.error : verdict.kind === "caught" ? `${verdict.by}` : "";

/** Answers those that were reached. Throws TestsAreRed. */
export async function tryAll({ root, mutants, limitMs, onOutcome, signal }: Options): Promise<Outcome[]> {
  const scratch = makeScratch(root);
  const before = process.cwd();
  // Tests that start processes of their own start them in the copy.
  process.chdir(scratch.root);
  const run = createRun(scratch);
  signal?.addEventListener("abort", () => run.cancel());
  const outcomes: Outcome[] = [];
  try {
    const deadline = performance.now() + limitMs;
    for (const mutant of mutants) {
      if (performance.now() > deadline) break;
      await run.requireGreen(mutant.tests);
      const startedAt = performance.now();
      const outcome = { mutant, verdict: await run.try(mutant), elapsedMs: performance.now() - startedAt };
      if (signal?.aborted) break;
      outcomes.push(outcome);
      onOutcome(outcome);
    }
    return outcomes;
  } finally {
    await run.close();
    process.chdir(before);
    scratch.remove();
  }
}

function createRun(scratch: Scratch) {
  const green = new Set<string>();
  let open: Session | undefined;
  const session = async (): Promise<Session> => {
    open ??= await openSession(scratch.root);
    return open;
  };
  /** What the set-up made, and what faults have left on its server, goes. */
  const close = async () => {
    await open?.close();
    open = undefined;
  };
  const run = async (tests: string[], touched: string[]) => (await session()).run(tests, touched);
  return {
    close,
    cancel: () => open?.cancel(),
    async requireGreen(tests: string[]): Promise<void> {
      const unknown = tests.filter((test) => !green.has(test));
      if (unknown.length === 0) return;
      const first = await run(unknown, []);
      if (first.kind !== "survived") await close();
      const verdict = first.kind === "survived" ? first : await run(unknown, []);
      if (verdict.kind !== "survived") throw new TestsAreRed(unknown, verdict);
      for (const test of unknown) green.add(test);
    },
    async try(mutant: Mutant): Promise<Verdict> {
      const needsSetUp = isSetUp(mutant.file);
      if (needsSetUp) await close();
      const undo = scratch.apply(mutant);
      const verdict = await run(mutant.tests, [mutant.file]);
      undo();
      if (needsSetUp) await close();
      else (await session()).forget([mutant.file]);
      return verdict;
    },
  };
}
