// Threat: a name that somebody typed runs as a formula in a colleague's spreadsheet, or leaves its cell.
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { csvLine, undefused } from "./csv.ts";

const FORMULAS = [
  ...["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "＝1", "＠x"],
  '=HYPERLINK("https://x")',
];

test.each(FORMULAS)("%j is no formula, and reads as it was", (text) => {
  const [[cell = ""] = []] = parse(csvLine([text])) as string[][];
  expect(cell).toBe(`'${text}`);
  expect(undefused(cell)).toBe(text);
});

test("what is in cells comes back as it was: quotes, separators, lines, other scripts", () => {
  const cells = ['say "hi"', "a;b,c\td", "two\r\nlines", " spaces ", "Ünïcödé 日本", "", "'quoted'", "a=b"];
  for (const separator of [",", ";", "\t"] as const)
    expect(parse(csvLine(cells, separator), { delimiter: separator })).toEqual([cells]);
  expect(cells.map(undefused)).toEqual(cells);
  expect(csvLine([7, null, undefined, new Date(0)])).toBe('7,"","","1970-01-01T00:00:00.000Z"\r\n');
});
