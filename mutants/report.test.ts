import { expect, test } from "vitest";
import { isGood, lineOf, type Outcome, summary } from "./report.ts";
import type { Verdict } from "./session.ts";

const outcome = (verdict: Verdict, wall = "a wall"): Outcome => ({
  mutant: { wall, file: "app/wall.ts", find: "a", replace: "b", tests: ["app/wall.test.ts"] },
  verdict,
  elapsedMs: 1_234,
});
const caught = outcome({ kind: "caught", by: "the test" });
const survived = outcome({ kind: "survived" }, "the fallen one");
const times = (count: number, what: Outcome) => Array.from({ length: count }, () => what);

test("the last line counts, and what fell unnoticed is named before it", () => {
  expect(summary([caught, survived]).split("\n")).toEqual([
    "  fell unnoticed: the fallen one",
    "2 mutants, 1 caught (50 %), 1 survived",
  ]);
  expect(summary([])).toBe("0 mutants, 0 caught (100 %), 0 survived");
});

test("19 of 20 will do, 18 of 19 will not, and 94.9 percent are no 95", () => {
  expect(isGood([...times(19, caught), survived])).toBe(true);
  expect(isGood([...times(18, caught), survived])).toBe(false);
  const [most, few] = [times(949, caught), times(51, survived)];
  expect(isGood([...most, ...few])).toBe(false);
  expect(summary([...most, ...few])).toContain("(94 %)");
});

test("a fault that cannot be read is no success", () => {
  const unreadable = outcome({ kind: "unreadable", error: "Unexpected token" });
  expect(isGood([...times(99, caught), unreadable])).toBe(false);
  expect(lineOf(unreadable)).toContain("Unexpected token");
});

test("a line says which test noticed, or where the wall stood", () => {
  expect(lineOf(caught)).toBe("caught    a wall (1.2 s; the test)");
  expect(lineOf(survived)).toBe("SURVIVED  the fallen one (app/wall.ts)");
});
