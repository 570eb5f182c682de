import { expect, test } from "vitest";
import { ConnectionLimitReached } from "../errors.ts";
import { FairQueue } from "./fair-queue.ts";

const limits = { maxPerTenant: 2, maxWaiting: 6, maxWaitingPerTenant: 4, checkoutWaitMs: 40 };
const nobody = () => false;

test("tenants take turns, and requests of one keep their order", async () => {
  const queue = new FairQueue<string>({ ...limits, checkoutWaitMs: 5_000 });
  const served: string[] = [];
  const ask = (tenant: string, name: string) => queue.wait(tenant).then(() => served.push(name));
  const asked = [
    ask("loud", "loud 1"),
    ask("loud", "loud 2"),
    ask("loud", "loud 3"),
    ask("quiet", "quiet 1"),
  ];
  for (let n = 0; n < 4; n++) {
    queue.next(nobody)?.("slot");
    await Promise.resolve();
    queue.finished(n === 1 ? "quiet" : "loud");
  }
  await Promise.all(asked);
  expect(served).toEqual(["loud 1", "quiet 1", "loud 2", "loud 3"]);
});

test("a tenant at its share is passed over", async () => {
  const queue = new FairQueue<string>({ ...limits, checkoutWaitMs: 5_000 });
  queue.started("loud");
  queue.started("loud");
  expect(queue.canStart("loud")).toBe(false);
  const waiting = queue.wait("loud");
  expect(queue.next(nobody)).toBeUndefined();
  queue.finished("loud");
  queue.next(nobody)?.("slot");
  expect(await waiting).toBe("slot");
});

test("one that prefers what became free goes before the others", async () => {
  const queue = new FairQueue<string>({ ...limits, checkoutWaitMs: 5_000 });
  const served: string[] = [];
  const asked = ["a", "b", "c"].map((tenant) => queue.wait(tenant).then(() => served.push(tenant)));
  queue.next((tenant) => tenant === "c")?.("slot");
  queue.next(nobody)?.("slot");
  queue.next(nobody)?.("slot");
  await Promise.all(asked);
  expect(served).toEqual(["c", "a", "b"]);
});

test("too many that wait are refused at once, for one tenant and for all", async () => {
  const queue = new FairQueue<string>({ ...limits, checkoutWaitMs: 5_000 });
  const waits = Array.from({ length: 4 }, () => queue.wait("loud").catch((error: unknown) => error));
  // At once: who was let in to wait would hear of another reason, later.
  const tooMany = new ConnectionLimitReached("Too many requests wait for a connection.");
  await expect(queue.wait("loud")).rejects.toThrow(tooMany);
  waits.push(...["b", "c"].map((tenant) => queue.wait(tenant).catch((error: unknown) => error)));
  await expect(queue.wait("d")).rejects.toThrow(tooMany);
  queue.refuseAll(new ConnectionLimitReached("closing"));
  for (const outcome of await Promise.all(waits)) expect(outcome).toBeInstanceOf(ConnectionLimitReached);
  expect(queue.waiting).toBe(0);
});

test("a wait ends by itself, and leaves nothing behind", async () => {
  const queue = new FairQueue<string>(limits);
  await expect(queue.wait("a")).rejects.toBeInstanceOf(ConnectionLimitReached);
  expect(queue.waiting).toBe(0);
  expect(queue.next(nobody)).toBeUndefined();
  expect(queue.canStart("a")).toBe(true);
});
