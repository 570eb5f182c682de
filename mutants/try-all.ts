/** One fault at a time, each against its tests, after those have passed without it. */
import type { Mutant } from "./list.ts";
import type { Outcome } from "./report.ts";
import { makeScratch } from "./scratch.ts";
import { openSession, type Session } from "./session.ts";
import { setUpFiles } from "./set-up.ts";

export type Options = {
  root: string;
  mutants: Mutant[];
  /** After this many milliseconds no further one is begun. */
  limitMs: number;
  onOutcome: (outcome: Outcome) => void;
};

/** Tests that fail without any fault tell nothing with one. */
export class TestsAreRed extends Error {
  constructor(tests: string[]) {
    super(`These tests fail as the code is: ${tests.join(", ")}. Mend them first.`);
    this.name = "TestsAreRed";
  }
}

/** Answers those that were reached. Throws TestsAreRed. */
export async function tryAll({ root, mutants, limitMs, onOutcome }: Options): Promise<Outcome[]> {
  const scratch = makeScratch(root);
  const before = process.cwd();
  // Tests that start processes of their own start them in the copy.
  process.chdir(scratch.root);
  const needsSetUp = setUpFiles(scratch.root);
  let session = await openSession(scratch.root);
  const anew = async (): Promise<Session> => {
    await session.close();
    session = await openSession(scratch.root);
    return session;
  };
  const green = new Set<string>();
  const outcomes: Outcome[] = [];
  try {
    const deadline = performance.now() + limitMs;
    for (const mutant of mutants) {
      if (performance.now() > deadline) break;
      await requireGreen(session, green, mutant.tests);
      const isSetUp = needsSetUp(mutant.file);
      const startedAt = performance.now();
      scratch.apply(mutant);
      const verdict = await (isSetUp ? await anew() : session).run(mutant.tests, [mutant.file]);
      scratch.undo(mutant);
      if (isSetUp) await anew();
      else session.forget([mutant.file]);
      const outcome = { mutant, verdict, elapsedMs: performance.now() - startedAt };
      outcomes.push(outcome);
      onOutcome(outcome);
    }
    return outcomes;
  } finally {
    await session.close();
    process.chdir(before);
    scratch.remove();
  }
}

async function requireGreen(session: Session, green: Set<string>, tests: string[]): Promise<void> {
  const fresh = tests.filter((test) => !green.has(test));
  if (fresh.length === 0) return;
  if ((await session.run(fresh, [])).kind !== "survived") throw new TestsAreRed(fresh);
  for (const test of fresh) green.add(test);
}
