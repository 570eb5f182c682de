import fc from "fast-check";
import { expect, test } from "vitest";
import { randomOf, unreliably } from "./unreliable.ts";

const MESSAGES = Array.from({ length: 1000 }, (_, at) => at);
const RELIABLE = { drop: 0, double: 1, isShuffled: false, seed: 1 };

test("without a word each message is sent once, in its order", () => {
  expect(unreliably(MESSAGES, RELIABLE, randomOf(1))).toEqual({ sent: MESSAGES, dropped: [] });
});

test("a tenth is dropped, each of the others is sent one to three times, in any order", () => {
  const { sent, dropped } = unreliably(
    MESSAGES,
    { drop: 0.1, double: 3, isShuffled: true, seed: 1 },
    randomOf(1),
  );
  expect(dropped.length).toBeGreaterThan(60);
  expect(dropped.length).toBeLessThan(140);
  expect(new Set([...sent, ...dropped]).size).toBe(MESSAGES.length);
  expect(sent.filter((message) => dropped.includes(message))).toEqual([]);
  const copies = Object.values(Object.groupBy(sent, String)).map((same) => same?.length);
  expect(new Set(copies)).toEqual(new Set([1, 2, 3]));
  expect(sent).not.toEqual(sent.toSorted((a, b) => a - b));
});

test("the same seed treats the same messages alike, another one otherwise", () => {
  const of = (seed: number) =>
    unreliably(MESSAGES, { drop: 0.5, double: 3, isShuffled: true, seed }, randomOf(seed));
  expect(of(7)).toEqual(of(7));
  expect(of(7)).not.toEqual(of(8));
});

test("whatever is asked for, nothing is sent that was not there", () => {
  const delivery = fc.record({
    drop: fc.double({ min: 0, max: 0.99, noNaN: true }),
    double: fc.integer({ min: 1, max: 10 }),
    isShuffled: fc.boolean(),
    seed: fc.nat(),
  });
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat()), delivery, (messages, how) => {
      const { sent, dropped } = unreliably(messages, how, randomOf(how.seed));
      expect([...new Set([...sent, ...dropped])].sort()).toEqual([...messages].sort());
    }),
  );
});
