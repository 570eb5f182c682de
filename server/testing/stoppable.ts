/** A process that goes away as the server does, with its clock in the hand of the test that forked it. */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { mock } from "node:test";
import { listenOn } from "../listen.ts";
import { createShutdown } from "../shutdown.ts";

/** `answer`: to the request that waits. `tick`: so many milliseconds pass. */
export type Order = { answer: true } | { tick: number };
export type Event = { listening: number } | { requested: true } | { ticked: number } | { closed: string };

let nowMs = 0;
performance.now = () => nowMs;
mock.timers.enable({ apis: ["setTimeout"] });

const tell = (event: Event) => process.send?.(event);
const [, , hanging] = process.argv;
let waiting: ServerResponse | undefined;

const shutdown = createShutdown();
const part = (name: string) => ({
  close: async () => {
    tell({ closed: name });
    if (name === hanging) await new Promise(() => {});
    if (name === "broken") throw new Error("This part does not close.");
  },
});
shutdown.add(part("first"));
shutdown.add(part("broken"));
shutdown.add(part("last"));
const server = createServer((_request, response) => {
  waiting = response;
  tell({ requested: true });
});
shutdown.addServer(server, await listenOn(server, ["127.0.0.1", "::1"], 0));
tell({ listening: (server.address() as AddressInfo).port });

process.on("message", (order: Order) => {
  if ("answer" in order) return void waiting?.end("answered");
  nowMs += order.tick;
  mock.timers.tick(order.tick);
  tell({ ticked: nowMs });
});
