import { expect, test } from "vitest";
import { emailKey } from "./email-key.ts";

test.each([
  ["Ada@Example.COM", "ada@example.com"],
  ["STRAßE@example.com", "straße@example.com"],
  ["STRAẞE@example.com", "straße@example.com"],
  ["İnci@example.com", "i̇nci@example.com"],
  ["cafe\u0301@example.com", "caf\u00e9@example.com"],
])("%s and %s are one address", (one, other) => {
  expect(emailKey(one)).toBe(emailKey(other));
});

// Threat: an invitation for one person is accepted by another, whose address only looks the same.
test.each([
  ["strasse@example.com", "straße@example.com"],
  ["inci@example.com", "İnci@example.com"],
  ["ada@example.com", "аda@example.com"],
  ["a.da@example.com", "ada@example.com"],
  ["ada+x@example.com", "ada@example.com"],
])("%s and %s are two", (one, other) => {
  expect(emailKey(one)).not.toBe(emailKey(other));
});

test("a key is its own key", () => {
  for (const email of ["İ@x.y", "ẞ@x.y", "Å@x.y"]) expect(emailKey(emailKey(email))).toBe(emailKey(email));
});
