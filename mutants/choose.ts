/** Which of the mutants are run. Pure. */
import type { Mutant } from "./list.ts";

export type Choice = {
  /** Only those that name this, in any part. */
  only?: string | undefined;
  /** Only those whose file or tests are among these. */
  changed?: string[] | undefined;
  /** So many of the others beside the changed ones, the same in every run with this seed. */
  share?: number | undefined;
  seed?: number | undefined;
};

export function choose(mutants: Mutant[], { only, changed, share = 0, seed = 1 }: Choice): Mutant[] {
  const named = only === undefined ? mutants : mutants.filter((mutant) => names(mutant, only));
  if (changed === undefined) return named;
  const isTouched = ({ file, tests }: Mutant) => [file, ...tests].some((path) => changed.includes(path));
  const others = named.filter((mutant) => !isTouched(mutant));
  return [...named.filter(isTouched), ...shuffle(others, seed).slice(0, share)];
}

const names = ({ wall, file, tests }: Mutant, text: string): boolean =>
  [wall, file, ...tests].some((part) => part.includes(text));

/** In an order that depends on the seed alone. */
export function shuffle<T>(items: T[], seed: number): T[] {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
  return items
    .map((item) => ({ item, at: next() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item);
}
