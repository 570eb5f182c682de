// Threat: a name that somebody typed runs as a formula in a colleague's spreadsheet, or leaves its cell.
import { expect, test } from "vitest";
import { csvBody, csvLine, undefused } from "./csv.ts";

test.each([
  ["=1+1", `"'=1+1"`],
  ['=HYPERLINK("https://x")', `"'=HYPERLINK(""https://x"")"`],
  ["+1", `"'+1"`],
  ["-1", `"'-1"`],
  ["@SUM(A1)", `"'@SUM(A1)"`],
  ["\t=1", `"'\t=1"`],
  ["\r=1", `"'\r=1"`],
  ["＝1", `"'＝1"`],
  ["a=b", `"a=b"`],
  ["'quoted'", `"'quoted'"`],
  ['say "hi", or;\r\nnot', `"say ""hi"", or;\r\nnot"`],
])("the cell %j", (cell, written) => {
  expect(csvLine([cell, "x"], ";")).toBe(`${written};"x"\r\n`);
  expect(undefused(written.slice(1, -1).replaceAll('""', '"'))).toBe(cell);
});

async function* numbers(log: string[]) {
  try {
    for (let n = 0; ; n++) {
      log.push(`made ${n}`);
      yield `${n}`;
    }
  } finally {
    log.push("over");
  }
}

test("nothing is made before it is asked for, and who stops reading stops it", async () => {
  const log: string[] = [];
  const reader = csvBody(numbers(log)).getReader();
  expect(log).toEqual([]);
  const first = await reader.read();
  expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(first.value)).toBe("\uFEFF0");
  await reader.read();
  await reader.cancel();
  expect(log).toEqual(["made 0", "made 1", "over"]);
});
