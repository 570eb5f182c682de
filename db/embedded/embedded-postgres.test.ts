import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres.ts";
import { freePort } from "./free-port.ts";

let other: Server;
let server: EmbeddedPostgres;
let taken: number;
const asked: (number | undefined)[] = [];

beforeAll(async () => {
  other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  taken = (other.address() as { port: number }).port;
  server = await startEmbeddedPostgres({
    dataDir: mkdtempSync(join(inject("testFolder"), "embedded-")),
    disposable: true,
    choosePort: async (wanted) => {
      asked.push(wanted);
      return asked.length === 1 ? taken : freePort();
    },
  });
});
afterAll(async () => {
  await server.stop();
  other.close();
});

test("a port that another program took in the meantime is replaced", () => {
  expect(asked.length).toBeGreaterThan(1);
  expect(server.port).not.toBe(taken);
});
