import { expect, test } from "vitest";
import { env } from "#app/env.server.ts";
import { destinationOf } from "./destination.server.ts";
import { enterPath, enterPlatformPath, REENTER_PLATFORM, reenterPath } from "./paths.ts";

const { host } = env.baseUrl;
const HASH = "a".repeat(64);

test("signing in names the host that it leads to, as far as the way in knows it", () => {
  expect(destinationOf(enterPath("acme", HASH, "/projects"))).toBe(`acme.${host}`);
  expect(destinationOf(enterPlatformPath(HASH, "/platform"))).toBe(`platform.${host}`);
  expect(destinationOf(reenterPath("acme"))).toBe(`acme.${host}`);
  expect(destinationOf(REENTER_PLATFORM)).toBe(`platform.${host}`);
  expect(destinationOf("/workspaces")).toBeUndefined();
});

// Threat: a link makes the page that asks for an address speak for somebody else's host.
test.each(["evil.example", "a.b", "%2e", "<b>", "A"])("what is no slug is named nowhere: %s", (slug) => {
  expect(destinationOf(`/workspaces/${slug}/enter?nonce=x`)).toBeUndefined();
});
