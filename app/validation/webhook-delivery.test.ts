import { expect, test } from "vitest";
import { webhookDelivery } from "./webhook-delivery.ts";

test("each of the four words may be left out", () => {
  expect(webhookDelivery.parse("drop=0.1,double=3,shuffle,seed=7")).toEqual({
    drop: 0.1,
    double: 3,
    isShuffled: true,
    seed: 7,
  });
  expect(webhookDelivery.parse(" shuffle ")).toEqual({ drop: 0, double: 1, isShuffled: true, seed: 1 });
});

test.each([
  "drop",
  "drop=",
  "drop=1",
  "drop=-0.1",
  "drop=often",
  "double=0",
  "double=11",
  "double=1.5",
  "seed=-1",
  "shuffle=yes",
  "shuffle,shuffle",
  "lose=0.1",
  ",",
  "drop=0.1;double=3",
])("%s is refused, and an example given", (text) => {
  expect(webhookDelivery.safeParse(text).error?.issues[0]?.message).toContain("drop=0.1,double=3,shuffle");
});
