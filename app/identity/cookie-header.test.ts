import { expect, test } from "vitest";
import { cookieValues } from "./cookie-header.ts";

test("every value under a name is seen, in order, and no other name's", () => {
  expect(cookieValues("a=1; b=2;a=3; aa=4; ba=5", "a")).toEqual(["1", "3"]);
  expect(cookieValues("a=x=y", "a")).toEqual(["x=y"]);
  expect(cookieValues(null, "a")).toEqual([]);
  expect(cookieValues("b=a=1", "a")).toEqual([]);
});
