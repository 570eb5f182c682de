import { once } from "node:events";
import { createServer, get, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { createBrotliDecompress, createGunzip } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compress } from "./compress.ts";

const LONG = "a".repeat(10_000);
let write: (response: ServerResponse) => void = () => {};
const server = createServer((request, response) => compress(request, response, () => write(response)));
beforeAll(() => once(server.listen(0, "127.0.0.1"), "listening"));
afterAll(() => server.close());

async function ask(encoding: string, writes: typeof write): Promise<IncomingMessage> {
  write = writes;
  const { port } = server.address() as AddressInfo;
  const [answer] = (await once(
    get({ host: "127.0.0.1", port, headers: { "accept-encoding": encoding } }),
    "response",
  )) as [IncomingMessage];
  return answer;
}

const page = (response: ServerResponse) => {
  response.setHeader("Content-Type", "text/html");
  response.end(LONG);
};

test.each([
  ["br", createBrotliDecompress],
  ["gzip", createGunzip],
])("a page arrives whole and smaller in %s", async (encoding, decompress) => {
  const answer = await ask(encoding, page);
  expect(answer.headers).toMatchObject({ "content-encoding": encoding, vary: "Accept-Encoding" });
  expect(await text(answer.pipe(decompress()))).toBe(LONG);
});

test("who asks for no encoding gets none", async () => {
  const answer = await ask("identity", page);
  expect(answer.headers["content-encoding"]).toBeUndefined();
  expect(await text(answer)).toBe(LONG);
});

test.each([
  ["text/html", "br"],
  ["text/event-stream", undefined],
])("what is written of %s is on its way before the rest is there", async (type, encoding) => {
  const rest = Promise.withResolvers<void>();
  const answer = await ask("br", (response) => {
    response.setHeader("Content-Type", type);
    response.write(LONG);
    void rest.promise.then(() => response.end("z"));
  });
  expect(answer.headers["content-encoding"]).toBe(encoding);
  const readable = encoding ? answer.pipe(createBrotliDecompress()) : answer;
  let seen = "";
  for await (const chunk of readable) {
    seen += String(chunk);
    if (seen === LONG) rest.resolve();
  }
  expect(seen).toBe(`${LONG}z`);
});
