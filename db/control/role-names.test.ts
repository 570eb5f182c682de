import { expect, test } from "vitest";
import { prefixOf } from "./role-names.ts";

test("databases that look alike give roles that differ, short enough to be kept whole", () => {
  const long = "a".repeat(63);
  const names = ["one", "One", "o-ne", "o_ne", "one two", long, `${long.slice(1)}b`];
  const prefixes = names.map(prefixOf);
  expect(new Set(prefixes).size).toBe(names.length);
  for (const prefix of prefixes) expect(`${prefix}control_tenant`).toMatch(/^[a-z0-9_]{1,63}$/);
});
