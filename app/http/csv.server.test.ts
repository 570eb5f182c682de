// Threat: a name that somebody chose runs as a formula on the computer of whoever opens the export.
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { attachment, csvDownload, csvLine, download } from "./csv.server.ts";

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "＝1", "＠x"])(
  "%j is no formula",
  (text) => {
    const [row = []] = parse(csvLine([text])) as string[][];
    expect(row).toEqual([`'${text}`]);
  },
);

test("what is in cells comes back as it was: quotes, separators, lines, other scripts", () => {
  const cells = ['say "hi"', "a;b,c\td", "two\r\nlines", " spaces ", "Ünïcödé 日本", ""];
  expect(parse(csvLine(cells))).toEqual([cells]);
  expect(csvLine([7, null, undefined, new Date(0)])).toBe("7,,,1970-01-01T00:00:00.000Z\r\n");
});

test("the file says that it is UTF-8, and has its head also where there is no row", async () => {
  const none = await csvDownload("x", ["Größe", "=a"], (async function* () {})());
  expect([...new Uint8Array(await none.clone().arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(await none.text()).toBe("Größe,'=a\r\n");
  const some = await csvDownload(
    "x",
    ["n"],
    (async function* () {
      yield [[1], [2]];
      yield [[3]];
    })(),
  );
  expect(await some.text()).toBe("n\r\n1\r\n2\r\n3\r\n");
});

test.each([
  ['a"b.csv', `attachment; filename="ab.csv"; filename*=UTF-8''a%22b.csv`],
  ["a\r\nX-Evil: 1.csv", `attachment; filename="aX-Evil: 1.csv"; filename*=UTF-8''a%20%20X-Evil%3A%201.csv`],
  [
    "Señor (1)'*.csv",
    `attachment; filename="Senor (1)'*.csv"; filename*=UTF-8''Se%C3%B1or%20%281%29%27%2A.csv`,
  ],
  ["../日本.csv", `attachment; filename="...csv"; filename*=UTF-8''..%20%E6%97%A5%E6%9C%AC.csv`],
  ["\ud800", `attachment; filename="file"; filename*=UTF-8''%EF%BF%BD`],
])("a file called %j is named so in every browser, and in no other header", (name, header) => {
  expect(attachment(name)).toBe(header);
  expect(new Headers({ "Content-Disposition": header }).get("Content-Disposition")).toBe(header);
});

test("nothing is read before it is asked for, and nothing after whoever asked has gone", async () => {
  let made = 0;
  let isEnded = false;
  async function* pieces() {
    try {
      for (;;) yield String(made++);
    } finally {
      isEnded = true;
    }
  }
  const response = await download({ name: "x", type: "text/plain" }, pieces());
  const reader = response.body?.getReader();
  await reader?.read();
  expect(made).toBeLessThan(5);
  await reader?.cancel();
  expect(isEnded).toBe(true);
});

test("what fails at the start is no answer", async () => {
  async function* pieces(): AsyncGenerator<string> {
    yield await Promise.reject(new Error("no database"));
  }
  await expect(download({ name: "x", type: "text/plain" }, pieces())).rejects.toThrow("no database");
});
