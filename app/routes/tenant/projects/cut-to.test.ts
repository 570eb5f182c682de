import { expect, test } from "vitest";
import { cutTo } from "./cut-to.ts";

test("what fits stays as it is; what does not says so, and no character is cut in two", () => {
  expect(cutTo("x".repeat(120), 120)).toBe("x".repeat(120));
  expect(cutTo("x".repeat(121), 120)).toBe(`${"x".repeat(119)}…`);
  expect(cutTo(`${"x".repeat(118)}🚀y`, 120)).toBe(`${"x".repeat(118)}…`);
  expect(cutTo("🚀".repeat(60), 120)).toBe("🚀".repeat(60));
});
