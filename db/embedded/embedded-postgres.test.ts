import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
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

// Threat: the database of a laptop is reached by everybody on its network.
test("the server listens on loopback alone, and on no socket that other accounts could open", async () => {
  const url = `postgres://${server.adminUser}:${server.adminPassword}@127.0.0.1:${server.port}/postgres`;
  const settings = await withAdmin(url, async (client) => {
    const text =
      "SELECT current_setting('listen_addresses') AS addresses, current_setting('unix_socket_directories') AS sockets";
    return (await client.query(text)).rows[0];
  });
  expect(settings).toEqual({ addresses: "127.0.0.1", sockets: "" });
  for (const address of outerAddresses) expect(await codeAt(address), address).toBe("ECONNREFUSED");
});

const outerAddresses = Object.values(networkInterfaces()).flatMap((list) =>
  (list ?? []).filter(({ internal, family }) => !internal && family === "IPv4").map(({ address }) => address),
);
const codeAt = (address: string) =>
  new Promise((resolve) => {
    const socket = connect(server.port, address, () => resolve("open"));
    socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code));
    socket.on("connect", () => socket.destroy());
  });

test("a port that another program took in the meantime is replaced", () => {
  expect(asked.length).toBeGreaterThan(1);
  expect(server.port).not.toBe(taken);
});
