// Threat: somebody who signed in long ago, or with one factor, passes for one who just did, or with two.
import { expect, test } from "vitest";
import { isRecent, RECENT_MINUTES } from "../../proof.ts";
import { proofOf } from "./token-proof.ts";

const IAT = 1_800_000_000;
const at = (minutesBefore: number) => new Date((IAT - minutesBefore * 60) * 1000);

test.each([
  [{ iat: IAT, fva: [0, -1] }, at(0), false],
  [{ iat: IAT, fva: [7, -1] }, at(7), false],
  [{ iat: IAT, fva: [90, 3] }, at(90), true],
  [{ iat: IAT, fva: [0, 0] }, at(0), true],
])("%j", (claims, provedAt, hasSecondFactor) => {
  expect(proofOf(claims)).toEqual({ provedAt, hasSecondFactor });
});

test.each([
  null,
  undefined,
  {},
  { iat: IAT },
  { fva: [0, 0] },
  { iat: IAT, fva: [-1, -1] },
  { iat: IAT, fva: ["0", "0"] },
  { iat: IAT, fva: [Number.NaN, Number.NaN] },
  { iat: "now", fva: [0, -1] },
  { iat: IAT, fva: {} },
])("what a token does not say was never proved: %j", (claims) => {
  expect(isRecent(proofOf(claims))).toBe(false);
  if (!Array.isArray((claims as { fva?: unknown } | null)?.fva))
    expect(proofOf(claims).hasSecondFactor).toBe(false);
});

test("a sign-in is recent for a few minutes, and one that is not known never", () => {
  const ago = (minutes: number) => ({ provedAt: new Date(Date.now() - minutes * 60_000) });
  expect(isRecent(ago(RECENT_MINUTES - 1))).toBe(true);
  expect(isRecent(ago(RECENT_MINUTES))).toBe(false);
  expect(isRecent({ provedAt: null })).toBe(false);
});
