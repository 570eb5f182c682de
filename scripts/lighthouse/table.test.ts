import { expect, test } from "vitest";
import { type Measured, shortOf, table } from "./table.ts";

const good: Measured = {
  page: "landing",
  scores: { performance: 0.9, accessibility: 1, "best-practices": 0.95 },
  costs: [{ category: "performance", title: "Largest paint", value: "2 s" }],
};
const slow: Measured = { ...good, page: "dashboard", scores: { ...good.scores, performance: 0.89 } };

test("a page that holds all is not short, and nothing is said against it", () => {
  expect(shortOf(good)).toEqual([]);
  expect(table([good])).not.toContain("Largest paint");
});

test("a page that is short in one thing is short, and the table says by what", () => {
  expect(shortOf(slow)).toEqual(["performance"]);
  const lines = table([good, slow]).split("\n");
  expect(lines.at(-2)).toMatch(/^dashboard +0\.89 +1\.00 +0\.95$/);
  expect(lines.at(-1)).toBe("  performance: Largest paint, 2 s");
});
