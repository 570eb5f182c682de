// Threat: an answer tells what is nobody's business, or leaves without what keeps a page in its place.
import { expect, test } from "vitest";
import { dress } from "./security-headers.server.ts";

const dressed = (response: Response) => {
  dress(response, { requestId: "r1", nonce: "n1", pictures: ["https://pictures.example"] });
  return response.headers;
};

test("every answer carries the headers and its id, whatever it had", () => {
  const headers = dressed(
    new Response(null, { headers: { "X-Request-Id": "theirs", "Referrer-Policy": "unsafe-url" } }),
  );
  expect(headers.get("X-Request-Id")).toBe("r1");
  expect(headers.get("Referrer-Policy")).toBe("same-origin");
  expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(headers.get("Content-Security-Policy")).toContain("'nonce-n1'");
  expect(headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'");
  expect(headers.get("Content-Security-Policy")).toContain("img-src 'self' data: https://pictures.example;");
});

test("a provider's own headers do not leave the house", () => {
  const headers = dressed(
    new Response(null, { headers: { "x-clerk-auth-reason": "x", "x-clerk-auth-status": "y" } }),
  );
  expect([...headers.keys()].filter((name) => name.startsWith("x-clerk"))).toEqual([]);
});

test("pages and their data are kept by nobody; a method that is refused names those that there are", () => {
  const page = dressed(new Response("", { headers: { "Content-Type": "text/html; charset=utf-8" } }));
  expect(page.get("Cache-Control")).toBe("private, no-store");
  expect(dressed(new Response(null, { status: 405 })).get("Allow")).toBe("GET, HEAD");
  expect(dressed(new Response(null, { status: 405, headers: { Allow: "POST" } })).get("Allow")).toBe("POST");
});
