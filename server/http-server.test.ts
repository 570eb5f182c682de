// Threat: sockets are opened and held until the process has none left, or a request never ends.
import { once } from "node:events";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createHttpServer, MAX_CONNECTIONS, serve } from "./http-server.ts";

const server = createHttpServer();
const broken: { code: string | undefined; isAnswered: boolean }[] = [];
serve(
  server,
  {
    answerBroken: (error, socket, isAnswered) => {
      broken.push({ code: error.code, isAnswered });
      socket.destroy();
    },
  },
  (_, response) => response.end("served"),
);
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  server.close();
});

async function open(): Promise<Socket> {
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
  sockets.push(socket);
  await once(socket, "connect");
  return socket;
}

test("sockets, headers and time are bounded, and what is no request reaches the application", async () => {
  expect(server.maxConnections).toBe(MAX_CONNECTIONS);
  for (const bound of [server.timeout, server.headersTimeout, server.requestTimeout])
    expect(bound).toBeGreaterThan(0);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  server.maxConnections = 1;
  const [first, second] = [await open(), await open()];
  // The second is turned away without a word, the first is served.
  await once(second, "close");
  first.write("GET / HTTP/1.1\r\n\r\n");
  expect(String((await once(first, "data"))[0])).toContain("served");
  first.write("\u0016\u0003\u0001\r\n\r\n");
  await once(first, "close");
  expect(broken).toEqual([{ code: "HPE_INVALID_METHOD", isAnswered: false }]);
});
