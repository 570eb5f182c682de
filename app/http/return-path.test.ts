import { describe, expect, test } from "vitest";
import { returnPath } from "./return-path.ts";

describe("returnPath", () => {
  test.each([
    ["/", "/"],
    ["/projects?q=a%20b&status=active#list", "/projects?q=a%20b&status=active#list"],
    ["/a/../b", "/b"],
  ])("a path of our own is kept: %s", (value, expected) => {
    expect(returnPath(value)).toBe(expected);
  });

  // Threat: a crafted return_to sends a person who has just signed in to an attacker's page.
  test.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/.//evil.example",
    "/a/..//evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/pro\tjects",
    "/projects\u0000",
    "javascript:alert(1)",
    "projects",
    "",
    null,
    undefined,
    42,
    `/${"a".repeat(3_000)}`,
  ])("what could lead elsewhere becomes the fallback: %j", (value) => {
    expect(returnPath(value, "/dashboard")).toBe("/dashboard");
  });
});
