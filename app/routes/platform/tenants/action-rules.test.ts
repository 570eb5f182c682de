import { expect, test } from "vitest";
import { planChange, rename, slugConfirmation, suspension } from "./action-rules.ts";

test("what harms asks for the tenant's own slug", () => {
  const form = slugConfirmation("acme");
  expect(form.safeParse({ confirm: " acme " }).success).toBe(true);
  for (const confirm of ["globex", "ACME", "", undefined]) {
    expect(form.safeParse({ confirm }).success, String(confirm)).toBe(false);
  }
});

test("a reason may be left out, and is never endless", () => {
  expect(suspension.parse({})).toEqual({});
  expect(suspension.safeParse({ reason: "x".repeat(501) }).success).toBe(false);
  expect(suspension.safeParse({ reason: "a\u0000b" }).success).toBe(false);
});

test("a slug is taken in lower case, and only plans that exist can be chosen", () => {
  expect(rename.parse({ slug: " ACME ", name: "Acme" })).toEqual({ slug: "acme", name: "Acme" });
  expect(planChange.safeParse({ plan: "free" }).success).toBe(false);
});
