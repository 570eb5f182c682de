import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { DRAIN_MS, GIVE_UP_MS, SAME_SIGNAL_MS } from "./shutdown.ts";
import { hasIpv6 } from "./testing/addresses.ts";
import type { Event, Order } from "./testing/stoppable.ts";

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

/** A process that listens, told by nobody else what time it is. */
async function start(hanging = "nothing") {
  const script = join(import.meta.dirname, "testing", "stoppable.ts");
  const child = fork(script, [hanging], { stdio: ["ignore", "ignore", "ignore", "ipc"], execArgv: [] });
  children.push(child);
  const events: Event[] = [];
  let nowMs = 0;
  const ended = once(child, "exit");
  child.on("message", (event) => events.push(event as Event));
  const seen = <K extends string>(key: K) =>
    expect.poll(() => events.find((event) => key in event)).toBeTruthy();
  await seen("listening");
  const { listening: port } = events.find((event) => "listening" in event) as { listening: number };
  return {
    port,
    seen,
    closed: () => events.flatMap((event) => ("closed" in event ? [event.closed] : [])),
    send: (order: Order) => child.send(order),

    /** So many milliseconds pass, and have passed. */
    tick: async (tick: number) => {
      child.send({ tick } satisfies Order);
      nowMs += tick;
      await expect.poll(() => events.some((event) => "ticked" in event && event.ticked === nowMs)).toBe(true);
    },
    signal: (name: NodeJS.Signals) => child.kill(name),
    code: async () => (await ended)[0] as number | null,
  };
}

const ask = (port: number, host = "127.0.0.1"): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    request({ host, port, agent: false }, resolve).on("error", reject).end();
  });

/** What comes of a connection: undefined where it is taken. */
const knock = (port: number, host = "127.0.0.1"): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = connect(port, host, () => resolve(undefined));
    socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code));
    socket.on("connect", () => socket.destroy());
  });

const doors = hasIpv6 ? ["127.0.0.1", "::1"] : ["127.0.0.1"];

test.each(doors)("a request through %s is finished, and no door takes another", async (host) => {
  const { port, seen, send, signal, closed, code } = await start();
  const running = ask(port, host);
  await seen("requested");
  signal("SIGTERM");
  for (const door of doors) await expect.poll(() => knock(port, door)).toBe("ECONNREFUSED");
  expect(closed()).toEqual([]);
  send({ answer: true });
  expect(await text(await running)).toBe("answered");
  expect(await code()).toBe(0);
});

test("what was opened last is closed first, and one that does not close keeps none of the others open", async () => {
  const { signal, closed, code } = await start();
  signal("SIGTERM");
  expect(await code()).toBe(0);
  await expect.poll(closed).toEqual(["last", "broken", "first"]);
});

test.each(doors)(
  "a request through %s that does not end is cut off when the time to drain is over",
  async (host) => {
    const { port, seen, send, signal, code, closed } = await start();
    const running = ask(port, host).catch((error: { code: string }) => error.code);
    await seen("requested");
    signal("SIGINT");
    await expect.poll(() => knock(port)).toBe("ECONNREFUSED");
    send({ tick: DRAIN_MS });
    expect(await running).toBe("ECONNRESET");
    expect(await code()).toBe(0);
    await expect.poll(closed).toContain("first");
  },
);

test("the same Ctrl-C, passed on by npm as well, is one; a later one ends the process", async () => {
  const { seen, tick, signal, code } = await start("last");
  signal("SIGINT");
  await seen("closed");
  signal("SIGINT");
  await tick(SAME_SIGNAL_MS);
  await tick(1);
  signal("SIGINT");
  expect(await code()).toBe(1);
});

test("a part that never closes does not keep the process: it ends, and says that it failed", async () => {
  const { seen, send, signal, code } = await start("last");
  signal("SIGTERM");
  await seen("closed");
  send({ tick: GIVE_UP_MS });
  expect(await code()).toBe(1);
});
