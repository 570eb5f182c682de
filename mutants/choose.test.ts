import { expect, test } from "vitest";
import { choose, shuffle } from "./choose.ts";
import type { Mutant } from "./list.ts";

const mutant = (wall: string, file: string, ...tests: string[]): Mutant => ({
  wall,
  file,
  find: "a",
  replace: "b",
  tests,
});
const all = [
  mutant("hosts: one", "app/http/hostname.ts", "app/http/hostname.test.ts"),
  mutant("reach: two", "db/reach.ts", "db/reach.test.ts", "app/pages.test.ts"),
  mutant("reach: three", "app/pages.ts", "app/pages.test.ts"),
  ...Array.from({ length: 20 }, (_, n) => mutant(`other: ${n}`, `db/other-${n}.ts`, `db/other-${n}.test.ts`)),
];
const walls = (mutants: Mutant[]) => mutants.map(({ wall }) => wall);

test("without a choice all are run", () => {
  expect(choose(all, {})).toEqual(all);
});

test("those that name a text in their wall, their file or their tests", () => {
  expect(walls(choose(all, { only: "hosts:" }))).toEqual(["hosts: one"]);
  expect(walls(choose(all, { only: "db/reach.ts" }))).toEqual(["reach: two"]);
  expect(walls(choose(all, { only: "app/pages.test" }))).toEqual(["reach: two", "reach: three"]);
});

test("what changed is run, where the wall stands and where it is tested", () => {
  expect(walls(choose(all, { changed: ["app/http/hostname.ts", "README.md"] }))).toEqual(["hosts: one"]);
  expect(walls(choose(all, { changed: ["app/pages.test.ts"] }))).toEqual(["reach: two", "reach: three"]);
  expect(choose(all, { changed: [] })).toEqual([]);
});

test("a share of the others comes after what changed: so many, none twice, the same with the same seed", () => {
  const chosen = choose(all, { changed: ["app/http/hostname.ts"], share: 5 });
  expect(chosen[0]?.wall).toBe("hosts: one");
  expect(new Set(walls(chosen)).size).toBe(6);
  expect(choose(all, { changed: ["app/http/hostname.ts"], share: 5 })).toEqual(chosen);
  expect(choose(all, { changed: ["app/http/hostname.ts"], share: 5, seed: 2 })).not.toEqual(chosen);
});

test("shuffling loses nothing", () => {
  const numbers = Array.from({ length: 100 }, (_, n) => n);
  const shuffled = shuffle(numbers, 7);
  expect(shuffled).not.toEqual(numbers);
  expect(shuffled.toSorted((one, other) => one - other)).toEqual(numbers);
});
