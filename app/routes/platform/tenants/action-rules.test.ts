import { expect, test } from "vitest";
import { planChange, readOnlyPeriod, rename, slugConfirmation, suspension } from "./action-rules.ts";

test("what harms asks why, and for the tenant's own slug", () => {
  const form = slugConfirmation("acme");
  expect(form.safeParse({ confirm: " acme ", reason: "The contract is over" }).success).toBe(true);
  for (const confirm of ["globex", "ACME", "", undefined]) {
    expect(form.safeParse({ confirm, reason: "x" }).success, String(confirm)).toBe(false);
  }
  for (const asked of [form, suspension]) {
    for (const reason of [undefined, "", "  ", "x".repeat(501), "a\u0000b"])
      expect(asked.safeParse({ confirm: "acme", reason }).success, String(reason)).toBe(false);
  }
});

test("an end of being read-only is a time to come or not known, and a notice is one line", () => {
  const before = Date.now();
  const { until, notice } = readOnlyPeriod.parse({ until: "2h", notice: " We move. " });
  expect(until?.getTime()).toBeGreaterThanOrEqual(before + 2 * 3_600_000);
  expect(notice).toBe("We move.");
  expect(readOnlyPeriod.parse({})).toEqual({ until: undefined, notice: undefined });
  for (const refused of [{ until: "tomorrow" }, { until: "2020-05-01T11:00Z" }, { notice: "x".repeat(501) }])
    expect(readOnlyPeriod.safeParse(refused).success, JSON.stringify(refused)).toBe(false);
});

test("a slug is taken in lower case, and only plans that exist can be chosen", () => {
  expect(rename.parse({ slug: " ACME ", name: "Acme" })).toEqual({ slug: "acme", name: "Acme" });
  expect(planChange.safeParse({ plan: "free" }).success).toBe(false);
});
