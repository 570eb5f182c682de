// Threat: whoever is behind a trusted proxy writes what the proxy would, and is believed.
import { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import { expect, test, vi } from "vitest";

vi.hoisted(() => {
  process.env.TRUST_PROXY = "1";
});
const { admit } = await import("./admit.server.ts");

function arrive(url: string, headers: Record<string, string>) {
  const request = new IncomingMessage(new Socket());
  Object.assign(request, { url, method: "GET", rawHeaders: Object.entries(headers).flat() });
  Object.assign(
    request.headers,
    Object.fromEntries(Object.entries(headers).map(([k, v]) => [k.toLowerCase(), v])),
  );
  return { client: admit(request), request };
}

test("the host and the address of a request are the proxy's word", () => {
  const { client, request } = arrive("/projects", {
    Host: "10.0.0.3:3000",
    "X-Forwarded-Host": "acme.app.localhost",
    "X-Forwarded-For": "198.51.100.9, 203.0.113.5",
    Forwarded: "host=globex.app.localhost;for=198.51.100.9",
  });
  expect(client).toMatchObject({ address: "203.0.113.5", isLocal: false });
  expect(client.refusal).toBeUndefined();
  expect(request.headers).toEqual({ host: "acme.app.localhost" });
});

test.each(["a b", "acme.app.localhost?x", "globex.app.localhost/healthz?", "acme%2eapp.localhost"])(
  "a forwarded host that is none is refused like a Host that is none: %s",
  (host) => {
    const { client, request } = arrive("/projects", { Host: "acme.app.localhost", "X-Forwarded-Host": host });
    expect(client.refusal).toEqual({ status: 400 });
    expect(request.url).toBe("/");
  },
);
