import { expect, test } from "vitest";
import { allOf } from "./all-of.ts";

test("answers come under their names, whatever the order in which they come", async () => {
  const late = new Promise<string>((resolve) => setImmediate(() => resolve("late")));
  expect(await allOf({ late, early: Promise.resolve(1) })).toEqual({ late: "late", early: 1 });
});

test("one that fails fails all", async () => {
  const works = { good: Promise.resolve(1), bad: Promise.reject(new Error("no")) };
  await expect(allOf(works)).rejects.toThrow("no");
});
