// Threat: a page of a sibling tenant is same-site to this one. It posts a form with the victim's cookies.
import { describe, expect, test } from "vitest";
import { isAllowedSender } from "./origin.server.ts";

const OWN = "https://acme.example.test";
const UNSAFE = ["POST", "PUT", "PATCH", "DELETE", "QUERY"];

const allowed = (method: string, headers: Record<string, string>, pathname = "/projects") =>
  isAllowedSender({
    method,
    sender: headers.origin ?? null,
    fetchSite: headers["sec-fetch-site"] ?? null,
    pathname,
    ownOrigin: OWN,
  });

const foreign: Record<string, Record<string, string>> = {
  "no origin at all": {},
  "a null origin": { origin: "null" },
  "an empty origin": { origin: "" },
  "a sibling tenant": { origin: "https://globex.example.test", "sec-fetch-site": "same-site" },
  "the apex": { origin: "https://example.test", "sec-fetch-site": "same-site" },
  "another port": { origin: `${OWN}:8443` },
  "another scheme": { origin: "http://acme.example.test" },
  "another site": { origin: "https://evil.test", "sec-fetch-site": "cross-site" },
  "a name that begins like ours": { origin: `${OWN}.evil.test` },
  "ours in capitals": { origin: OWN.toUpperCase() },
  "ours with a path": { origin: `${OWN}/` },
  "a foreign origin that says same-origin": { origin: "https://evil.test", "sec-fetch-site": "same-origin" },
  "same-site without origin": { "sec-fetch-site": "same-site" },
  "none without origin": { "sec-fetch-site": "none" },
};

describe.each(UNSAFE)("%s", (method) => {
  test.each(Object.entries(foreign))("is refused from %s", (_, headers) => {
    expect(allowed(method, headers)).toBe(false);
  });
  test("is let through from our own pages", () => {
    expect(allowed(method, { origin: OWN, "sec-fetch-site": "same-origin" })).toBe(true);
    expect(allowed(method, { origin: OWN })).toBe(true);
    expect(allowed(method, { "sec-fetch-site": "same-origin" })).toBe(true);
  });
});

test.each(["GET", "HEAD", "OPTIONS"])("%s changes nothing and is always let through", (method) => {
  for (const headers of Object.values(foreign)) expect(allowed(method, headers)).toBe(true);
});

test("only the exact paths of the webhook endpoint and of the way out of mail are exempt", () => {
  expect(allowed("POST", {}, "/webhooks/clerk")).toBe(true);
  expect(allowed("POST", {}, "/unsubscribe")).toBe(true);
  for (const path of [
    "/webhooks/clerk/",
    "/webhooks/clerk.data",
    "/webhooks/clerk/x",
    "/Webhooks/clerk",
    "/webhooks",
    "/unsubscribe/",
    "/unsubscribe.data",
    "/unsubscribe/x",
    "/Unsubscribe",
  ]) {
    expect(allowed("POST", {}, path)).toBe(false);
  }
});
