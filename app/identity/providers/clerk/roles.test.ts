import { expect, test } from "vitest";
import { toRole } from "./roles.ts";

const role = (name: string, isCreator = false, hasOwnerRole = true) =>
  toRole({ role: name, isCreator, hasOwnerRole });

test("the provider's roles are ours", () => {
  expect(["org:owner", "org:admin", "org:member", "org:viewer"].map((name) => role(name))).toEqual([
    "owner",
    "admin",
    "member",
    "viewer",
  ]);
});

test("an organization's creator is its owner where the provider has no role for owners", () => {
  expect(role("org:admin", true, false)).toBe("owner");
  expect(role("org:admin", false, false)).toBe("admin");
  expect(role("org:admin", true, true)).toBe("admin");
  expect(role("org:member", true, false)).toBe("member");
});

// Threat: a role that somebody adds at the provider means more here than it should.
test("a role that we do not know gets the least", () => {
  expect(role("org:billing", true, false)).toBe("viewer");
  expect(role("owner")).toBe("viewer");
});
