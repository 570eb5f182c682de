import { expect, test } from "vitest";
import { table } from "./output.ts";

const rows = [
  { slug: "acme-corporation", name: "Acme, the anvil makers", plan: "standard", created: "2026-11-25" },
  { slug: "g", name: "Globex", plan: null, created: "2026-11-25" },
];
const widest = (text: string) => Math.max(...text.split("\n").map((line) => line.length));

test("where there is room everything is there, and nothing is –", () => {
  expect(table(rows, 200).split("\n")).toEqual([
    "SLUG              NAME                    PLAN      CREATED",
    "acme-corporation  Acme, the anvil makers  standard  2026-11-25",
    "g                 Globex                  –         2026-11-25",
  ]);
});

test("no line is wider than the terminal: wide columns give way, then the last ones go, the first stays whole", () => {
  for (const width of [59, 50, 40, 30, 20]) {
    const text = table(rows, width);
    expect(widest(text)).toBeLessThanOrEqual(width);
    expect(text).toContain("acme-corporation");
  }
  expect(table(rows, 50)).toContain("CREATED");
  expect(table(rows, 40)).not.toContain("CREATED");
});

// Threat: a name that a stranger chose moves the cursor, or rewrites what is above it.
test("a name does not steer the terminal", () => {
  expect(table([{ slug: "x", name: "a\u001b[2Jb\nc" }], 80)).toBe("SLUG  NAME\nx     a�[2Jb�c");
});

test("letters that take two columns are counted so, and never cut in half", () => {
  for (const wide of ["🇪🇸🇪🇸", "株式", "👩‍🚀é́é"]) {
    const [, first, second] = table(
      [
        { a: wide, b: "1" },
        { a: "x", b: "2" },
      ],
      80,
    ).split("\n");
    expect([first, second]).toEqual([`${wide}  1`, "x     2"]);
  }
  expect(table([{ slug: "x", name: "👩‍🚀".repeat(10) }], 14)).toContain(`x     ${"👩‍🚀".repeat(3)}…`);
  expect(table([{ slug: "x", name: "株式会社東京" }], 15)).toContain("x     株式会社…");
});

test("no rows are told so", () => {
  expect(table([], 80)).toBe("None.");
});
