/** Vitest, kept running over all mutants: one database server, one cache of what does not change. */
import { join } from "node:path";
import type { Reporter, TestModule, TestRunResult, Vitest } from "vitest/node";

export type Verdict =
  /** `by`: the test that noticed; undefined where it was no test but the set-up of one. */
  | { kind: "caught"; by: string | undefined }
  | { kind: "survived" }
  /** Nothing was tried: the fault, or a test, cannot even be read. */
  | { kind: "unreadable"; error: string };

export type Session = {
  /** Runs test files on the tree as it is; `touched` are files that changed since the last run. */
  run(tests: string[], touched: string[]): Promise<Verdict>;
  /** What these files were is not known any more. */
  forget(touched: string[]): void;
  /** Ends what runs, without an answer. */
  cancel(): void;
  close(): Promise<void>;
};

/** A fault may keep a test from ever ending. */
const LIMIT_MS = 180_000;

const silent: Reporter = {};

export async function openSession(root: string): Promise<Session> {
  const { createVitest } = await import("vitest/node");
  const open = (): Promise<Vitest> =>
    keepingSignals(() => createVitest({ root, watch: false, bail: 1, reporters: [silent], silent: true }));
  let vitest = await open();
  const cancelled = Promise.withResolvers<undefined>();
  /** What was begun writes down how it went after it has ended: until then the tree is in use. */
  let underWay: Promise<unknown> = Promise.resolve();
  const close = async () => {
    await vitest.close();
    await underWay;
  };
  const forget = (touched: string[]) => {
    for (const file of touched) vitest.invalidateFile(join(root, file));
  };
  return {
    forget,
    async run(tests, touched) {
      forget(touched);
      const paths = tests.map((test) => join(root, test));
      const running = vitest.runTestFiles(paths);
      underWay = running.catch(() => undefined);
      const result = await within(LIMIT_MS, Promise.race([running, cancelled.promise]));
      if (result) return verdictOf(result, paths);
      await close();
      vitest = await open();
      return { kind: "caught", by: "a test that did not end" };
    },
    cancel: () => cancelled.resolve(undefined),
    close,
  };
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** On a signal Vitest would end the process at once, and leave the database server running. */
async function keepingSignals<T>(work: () => Promise<T>): Promise<T> {
  const before = SIGNALS.map((signal) => process.listeners(signal));
  const done = await work();
  SIGNALS.forEach((signal, at) => {
    for (const added of process.listeners(signal))
      if (!before[at]?.includes(added)) process.off(signal, added);
  });
  return done;
}

async function within<T>(limitMs: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** Vitest answers with what it remembers of earlier runs too: only `paths` were run now. */
function verdictOf({ testModules: known, unhandledErrors }: TestRunResult, paths: string[]): Verdict {
  const testModules = known.filter(({ moduleId }) => paths.includes(moduleId));
  for (const module of testModules) {
    for (const test of module.children.allTests("failed")) return { kind: "caught", by: test.fullName };
  }
  const broken = testModules.flatMap((module) => unreadable(module));
  if (broken[0]) return { kind: "unreadable", error: broken[0] };
  const isRed = unhandledErrors.length > 0 || testModules.some((module) => !module.ok());
  return isRed ? { kind: "caught", by: undefined } : { kind: "survived" };
}

/** A module that did not come to have tests, for what stands in it and not for what a hook found. */
const unreadable = (module: TestModule): string[] =>
  module.children.size > 0 ? [] : module.errors().map(({ message }) => `${module.moduleId}: ${message}`);
