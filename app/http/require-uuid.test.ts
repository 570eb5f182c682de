import { expect, test } from "vitest";
import { refusalOf } from "#app/testing/in-workspace.ts";
import { requireUuid } from "./require-uuid.ts";

// Threat: what is no id reaches a query, which then fails, or is read as something else.
test.each([undefined, "", "1", "' OR 1=1", "../x", "01a20085-9168-74e7-99ab-28a9edb95fe2'"])(
  "%s in an address is nobody's id: 404",
  async (value) => {
    expect(await refusalOf(async () => requireUuid(value))).toBe(404);
  },
);

test("an id is what it is", () => {
  expect(requireUuid("01a20085-9168-74e7-99ab-28a9edb95fe2")).toBe("01a20085-9168-74e7-99ab-28a9edb95fe2");
});
