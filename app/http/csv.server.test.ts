// Threat: a file is made for whoever has gone, breaks off without a word, or is read as something else.
import { expect, test } from "vitest";
import { csvDownload, download } from "./csv.server.ts";

test("the file says that it is UTF-8, and has its head also where there is no row", async () => {
  const none = await csvDownload("x", ["Größe", "=a"], (async function* () {})());
  expect([...new Uint8Array(await none.clone().arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(await none.text()).toBe('"Größe","\'=a"\r\n');
  const some = await csvDownload(
    "x",
    ["n"],
    (async function* () {
      yield [[1], [2]];
      yield [[3]];
    })(),
  );
  expect(await some.text()).toBe('"n"\r\n1\r\n2\r\n3\r\n');
  expect(some.headers.get("content-disposition")).toContain('filename="x.csv"');
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
