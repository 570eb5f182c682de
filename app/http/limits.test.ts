// Threat: one sender takes what all others need: sign-ups, sign-ins, workspaces by the hundred in a second.
import { randomUUID } from "node:crypto";
import { afterEach, expect, test, vi } from "vitest";
import { counterOf, LIMITS, type LimitName, limit, MAX_COUNTERS, TooManyRequests } from "./limits.server.ts";

afterEach(() => vi.useRealTimers());

const names = Object.keys(LIMITS) as LimitName[];
const send = async (name: LimitName, sender: string, count: number) => {
  for (let n = 0; n < count; n++) await limit(name, sender);
};

test.each(names)("%s: a sender is served up to the limit, then told when to come back", async (name) => {
  const sender = randomUUID();
  await send(name, sender, LIMITS[name].points);
  const refused = await limit(name, sender).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(TooManyRequests);
  const { status, retryAfterSeconds } = refused as TooManyRequests;
  expect(status).toBe(429);
  expect(retryAfterSeconds).toBeGreaterThan(0);
  expect(retryAfterSeconds).toBeLessThanOrEqual(LIMITS[name].durationS);
});

test("one sender's limit is not another's, nor that of other work", async () => {
  const sender = randomUUID();
  await send("workspaces", sender, LIMITS.workspaces.points);
  await expect(limit("workspaces", sender)).rejects.toBeInstanceOf(TooManyRequests);
  await limit("workspaces", randomUUID());
  await limit("changes", sender);
});

test("when the time is over a sender is served again", async () => {
  vi.useFakeTimers();
  const sender = randomUUID();
  await send("workspaces", sender, LIMITS.workspaces.points);
  await expect(limit("workspaces", sender)).rejects.toBeInstanceOf(TooManyRequests);
  vi.advanceTimersByTime(LIMITS.workspaces.durationS * 1000 + 1);
  await limit("workspaces", sender);
});

// Threat: whoever has a /64 of IPv6 has as many addresses as there are stars.
test("the addresses of one IPv6 network are one sender", async () => {
  for (let n = 0; n < LIMITS.signUps.points; n++) await limit("signUps", `2001:db8:5:7::${n.toString(16)}`);
  await expect(limit("signUps", "2001:db8:5:7:ffff::1")).rejects.toBeInstanceOf(TooManyRequests);
  await limit("signUps", "2001:db8:5:8::1");
});

// Threat: an attacker with a million addresses fills the memory with counters.
test("however many senders there are, there are no more counters than the limit says", () => {
  const counters = new Set(
    Array.from({ length: 100_000 }, (_, n) => counterOf(`10.${n >> 16}.${n >> 8}.${n}`)),
  );
  expect(counters.size).toBeLessThanOrEqual(MAX_COUNTERS);
  expect(counters.size).toBeGreaterThan(MAX_COUNTERS * 0.9);
  expect([...counters].every((counter) => counter >= 0 && counter < MAX_COUNTERS)).toBe(true);
});
