/** What is said of a run. Pure. */
import type { Mutant } from "./list.ts";
import type { Verdict } from "./session.ts";

export type Outcome = { mutant: Mutant; verdict: Verdict; elapsedMs: number };

/** Fewer caught than this, in percent, and the run fails. */
const MIN_CAUGHT_PERCENT = 95;
const MS_PER_S = 1_000;

export function lineOf({ mutant: { wall, file }, verdict, elapsedMs }: Outcome): string {
  const seconds = `${(elapsedMs / MS_PER_S).toFixed(1)} s`;
  switch (verdict.kind) {
    case "caught":
      return `caught    ${wall} (${seconds}; ${verdict.by ?? "in the set-up of a test"})`;
    case "survived":
      return `SURVIVED  ${wall} (${file})`;
    case "unreadable":
      return `UNREADABLE  ${wall} (${file}): ${verdict.error}`;
  }
}

const count = (outcomes: Outcome[], kind: Verdict["kind"]): number =>
  outcomes.filter(({ verdict }) => verdict.kind === kind).length;

/** The walls that fell unnoticed once more, then the counts. */
export function summary(outcomes: Outcome[]): string {
  const survived = outcomes.filter(({ verdict }) => verdict.kind === "survived");
  const caught = count(outcomes, "caught");
  return [
    ...survived.map(({ mutant }) => `  fell unnoticed: ${mutant.wall}`),
    `${outcomes.length} mutants, ${caught} caught (${percent(outcomes)} %), ${survived.length} survived`,
  ].join("\n");
}

/** Rounded down: 95 means that it is. */
const percent = (outcomes: Outcome[]): number =>
  outcomes.length === 0 ? 100 : Math.floor((count(outcomes, "caught") / outcomes.length) * 100);

export const isGood = (outcomes: Outcome[]): boolean =>
  count(outcomes, "unreadable") === 0 && percent(outcomes) >= MIN_CAUGHT_PERCENT;
