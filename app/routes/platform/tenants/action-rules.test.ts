import { expect, test } from "vitest";
import { planChange, rename, slugConfirmation, suspension } from "./action-rules.ts";

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

test("a slug is taken in lower case, and only plans that exist can be chosen", () => {
  expect(rename.parse({ slug: " ACME ", name: "Acme" })).toEqual({ slug: "acme", name: "Acme" });
  expect(planChange.safeParse({ plan: "free" }).success).toBe(false);
});
