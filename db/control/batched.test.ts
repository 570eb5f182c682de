import { expect, test } from "vitest";
import { ConnectionLimitReached } from "../errors.ts";
import { batched } from "./batched.ts";

/** Answers nothing until it is let. */
function slowAnswers(limits: Parameters<typeof batched>[1]) {
  const runs: number[][] = [];
  const gate = Promise.withResolvers<void>();
  const ask = batched(async (questions: number[]) => {
    runs.push(questions);
    await gate.promise;
    return questions.map((question) => question * 2);
  }, limits);
  return { ask, runs, letGo: gate.resolve };
}

test("what is asked meanwhile goes into the next run together, and each gets its own answer", async () => {
  const { ask, runs, letGo } = slowAnswers({ maxBatch: 2, runsAtOnce: 1, maxWaiting: 10 });
  const first = ask(1);
  await Promise.resolve();
  const others = [2, 3, 4].map(ask);
  letGo();
  expect(await Promise.all([first, ...others])).toEqual([2, 4, 6, 8]);
  expect(runs).toEqual([[1], [2, 3], [4]]);
});

test("no more wait than may, and the next is refused", async () => {
  const { ask, letGo } = slowAnswers({ maxBatch: 1, runsAtOnce: 1, maxWaiting: 3 });
  const underway = ask(0);
  await Promise.resolve();
  const waiting = [1, 2, 3].map(ask);
  await expect(ask(4)).rejects.toBeInstanceOf(ConnectionLimitReached);
  letGo();
  expect(await Promise.all([underway, ...waiting])).toEqual([0, 2, 4, 6]);
  expect(await ask(5)).toBe(10);
});

test("a run that fails fails those who are in it, and nobody else", async () => {
  const ask = batched(async (questions: number[]) => {
    if (questions.includes(1)) throw new Error("no answer");
    return questions;
  });
  const failed = ask(1);
  await expect(failed).rejects.toThrow("no answer");
  expect(await ask(2)).toBe(2);
});
