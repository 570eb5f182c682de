// Threat: a code of one person, or of another time, is taken for another's.
import { expect, test } from "vitest";
import { codeFor, isCodeOf } from "./codes.ts";

const MINUTE_MS = 60_000;
const NOW = 1_800_000_000_000;

test("a code is six digits, of one person, under one key", () => {
  const code = codeFor("key", "user_1", NOW);
  expect(code).toMatch(/^\d{6}$/);
  expect(isCodeOf("key", "user_1", code, NOW)).toBe(true);
  expect(isCodeOf("key", "user_1", ` ${code.slice(0, 3)} ${code.slice(3)} `, NOW)).toBe(true);
  expect(isCodeOf("key", "user_2", code, NOW)).toBe(false);
  expect(isCodeOf("other", "user_1", code, NOW)).toBe(false);
  for (const typed of ["", "0", "12345678", code.slice(1), `${code}0`])
    expect(isCodeOf("key", "user_1", typed, NOW), typed).toBe(false);
});

test("a code is good for ten minutes at least, and for twenty at most", () => {
  const code = codeFor("key", "user_1", NOW);
  expect(isCodeOf("key", "user_1", code, NOW + 10 * MINUTE_MS)).toBe(true);
  expect(isCodeOf("key", "user_1", code, NOW + 20 * MINUTE_MS)).toBe(false);
});
