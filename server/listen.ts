/**
 * One server behind as many doors as it has addresses: whoever asks `localhost` may come by either of two.
 */
import type { Server as HttpServer } from "node:http";
import { type AddressInfo, createServer, type Server } from "node:net";

/** This machine has no such address; where there are several, the others will do. */
const NOT_HERE = ["EADDRNOTAVAIL", "EAFNOSUPPORT"];

/**
 * Listens on each address, or on all that the machine has where none is named. A server of HTTP listens once:
 * the further doors hand their connections to it. Answers those; throws, with nothing left open, where a port
 * is taken.
 */
export async function listenOn(server: HttpServer, addresses: string[], port: number): Promise<Server[]> {
  const [first, ...others] = addresses;
  await open(server, port, first);
  const actual = (server.address() as AddressInfo).port;
  const doors: Server[] = [];
  try {
    for (const address of others) {
      const door = createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
        server.emit("connection", socket),
      );
      if (await openIfHere(door, actual, address)) doors.push(door);
    }
  } catch (error) {
    for (const opened of [server, ...doors]) opened.close();
    throw error;
  }
  return doors;
}

async function openIfHere(door: Server, port: number, address: string): Promise<boolean> {
  try {
    await open(door, port, address);
    return true;
  } catch (error) {
    if (NOT_HERE.includes((error as NodeJS.ErrnoException).code ?? "")) return false;
    throw error;
  }
}

function open(server: Server, port: number, address: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, ...(address ? { host: address } : {}) }, () => {
      server.off("error", reject);
      resolve();
    });
  });
}
