import { expect, test } from "vitest";
import { cookieValues, soleCookie } from "./cookie-header.ts";

test("every value under a name is seen, in order, and no other name's", () => {
  expect(cookieValues("a=1; b=2;a=3; aa=4; ba=5", "a")).toEqual(["1", "3"]);
  expect(cookieValues("a=x=y", "a")).toEqual(["x=y"]);
  expect(cookieValues(null, "a")).toEqual([]);
  expect(cookieValues("b=a=1", "a")).toEqual([]);
  expect(cookieValues("a; =a; A=1", "a")).toEqual([]);
});

// Threat: what one parser takes for another name, the next one takes for ours.
test.each(["a =2", "\ta\t=2", " a= 2 ", "x;a =2"])("spaces around a name hide nothing: %j", (header) => {
  expect(cookieValues(header, "a")).toEqual(["2"]);
  expect(soleCookie(`a=1; ${header}`, "a")).toBeUndefined();
});

test("what is no space to a parser is none to us", () => {
  for (const letter of ["\u00a0", "\ufeff", "\u000b"]) expect(cookieValues(`${letter}a=1`, "a")).toEqual([]);
});

test("a name that is there once is read, one that is there twice not at all", () => {
  expect(soleCookie("b=2; a =1; c=3", "a")).toBe("1");
  expect(soleCookie("a=1; a=1", "a")).toBeUndefined();
  expect(soleCookie("b=2", "a")).toBeUndefined();
  expect(soleCookie(null, "a")).toBeUndefined();
});
