// Threat: a pooler gives one client the answer to another's question, and it looks right because both are of
// one tenant.
import { expect, test } from "vitest";
import { isOwn } from "./in-flight.ts";

const own = { name: "t_a", role: "t_a", nonce: "1" };

test("an answer is one's own by row, by role and by question", () => {
  expect(isOwn(own, "t_a", "1")).toBe(true);
  expect(isOwn({ ...own, name: "t_b" }, "t_a", "1")).toBe(false);
  expect(isOwn({ ...own, role: "login" }, "t_a", "1")).toBe(false);
  expect(isOwn({ ...own, nonce: "2" }, "t_a", "1")).toBe(false);
  expect(isOwn(undefined, "t_a", "1")).toBe(false);
});
