import { expect, test } from "vitest";
import { refusalOf } from "#app/testing/in-workspace.ts";
import { requireFound } from "./require-found.ts";

test("what was not found is 404, and anything else is what was found", async () => {
  expect(await refusalOf(async () => requireFound(undefined))).toBe(404);
  for (const found of ["", 0, false, null, { id: 1 }]) expect(requireFound(found)).toBe(found);
});
