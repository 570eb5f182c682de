import { once } from "node:events";
import { createServer, type Server as HttpServer } from "node:http";
import { type AddressInfo, connect, createServer as createDoor, type Server } from "node:net";
import { afterEach, expect, test } from "vitest";
import { listenOn } from "./listen.ts";
import { hasIpv6, outerAddresses } from "./testing/addresses.ts";

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) server.close();
});

const LOOPBACK = ["127.0.0.1", "::1"];

async function serve(addresses: string[], port = 0) {
  const server = createServer((request, response) => response.end(request.socket.remoteAddress));
  const doors = await listenOn(server, addresses, port);
  open.push(server, ...doors);
  return { server, doors, port: portOf(server) };
}
const portOf = (server: Server | HttpServer) => (server.address() as AddressInfo).port;
const answerAt = async (host: string, port: number) =>
  (await fetch(`http://${host.includes(":") ? `[${host}]` : host}:${port}/`)).text();
const refusalAt = (host: string, port: number) =>
  new Promise((resolve) => {
    const socket = connect(port, host, () => socket.destroy());
    socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code));
    socket.on("close", () => resolve("open"));
  });

test("on loopback both of its addresses answer on one port, and the network's do not", async () => {
  const { port } = await serve(LOOPBACK);
  expect(await answerAt("127.0.0.1", port)).toBe("127.0.0.1");
  if (hasIpv6) expect(await answerAt("::1", port)).toBe("::1");
  for (const address of outerAddresses) expect(await refusalAt(address, port), address).toBe("ECONNREFUSED");
});

test("where no address is named all answer", async () => {
  const { port } = await serve([]);
  for (const address of ["127.0.0.1", ...outerAddresses]) expect(await refusalAt(address, port)).toBe("open");
});

// Threat: another program has one of the two addresses, and the browser goes there with what is meant for us.
test.skipIf(!hasIpv6)(
  "a port that is taken on one of the addresses is refused, and nothing stays open",
  async () => {
    const other = createDoor().listen(0, "::1");
    open.push(other);
    await once(other, "listening");
    await expect(serve(LOOPBACK, portOf(other))).rejects.toMatchObject({ code: "EADDRINUSE" });
    expect(await refusalAt("127.0.0.1", portOf(other))).toBe("ECONNREFUSED");
  },
);

test("an address that this machine does not have is left out beside one that it has, and refused alone", async () => {
  const { doors } = await serve(["127.0.0.1", "203.0.113.7"]);
  expect(doors).toEqual([]);
  await expect(serve(["203.0.113.7"])).rejects.toMatchObject({ code: "EADDRNOTAVAIL" });
});
