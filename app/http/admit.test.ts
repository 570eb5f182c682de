// Threat: a request that can be read in two ways, or that says what only a proxy may say, reaches a tenant.
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { env } from "#app/env.server.ts";
import { admit } from "./admit.server.ts";

let server: Server;
beforeAll(async () => {
  server = createServer({ requireHostHeader: false }, (request, response) => {
    const client = admit(request);
    const { method, url, headers } = request;
    response.end(JSON.stringify({ client, method, url, headers }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => server.close());

type Seen = {
  client: { refusal?: { status: number }; isLocal: boolean; isProbing?: boolean; isNameless?: boolean };
  method: string;
  url: string;
  headers: Record<string, string>;
};

/** What the application would see of a request that is sent byte by byte. */
function send(line: string, headers: string[] = ["Host: acme.app.localhost"]): Promise<Seen> {
  const { port } = server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () =>
      socket.write(`${[`${line} HTTP/1.1`, ...headers, "Connection: close"].join("\r\n")}\r\n\r\n`),
    );
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString();
    });
    socket.on("end", () =>
      resolve(JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1)) as Seen),
    );
    socket.on("error", reject);
  });
}

test("an ordinary request is let in as it is", async () => {
  const { client, method, url, headers } = await send("GET /projects?q=a");
  expect(client).toMatchObject({ isLocal: true, isProbing: false });
  expect(client.refusal).toBeUndefined();
  expect([method, url, headers.host]).toEqual(["GET", "/projects?q=a", "acme.app.localhost"]);
});

test.each(["TRACE", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "QUERY"])(
  "the method %s is refused with 405, and the application sees a harmless request",
  async (name) => {
    const seen = await send(`${name} /sign-in`);
    expect(seen.client.refusal).toEqual({ status: 405, headers: { Allow: "GET, HEAD, POST" } });
    expect([seen.method, seen.url, seen.headers.host]).toEqual(["GET", "/", "acme.app.localhost"]);
  },
);

test.each([
  "http://acme.app.localhost/",
  "//",
  "//evil.example/",
  "/\\evil.example",
  "*",
  "/onboarding/%00",
  "/projects?q=%00",
])("the target %s is refused with 400", async (target) => {
  const seen = await send(`GET ${target}`);
  expect(seen.client.refusal).toEqual({ status: 400 });
  expect(seen.url).toBe("/");
});

test.each<[string, string[]]>([
  ["no Host", []],
  ["two Hosts", ["Host: acme.app.localhost", "Host: globex.app.localhost"]],
  ["the same Host twice", ["Host: acme.app.localhost", "Host: acme.app.localhost"]],
  ["a Host that is none", ["Host: acme app"]],
  ["an encoded Host", ["Host: acme%2eapp.localhost"]],
])("%s is refused with 400", async (_, headers) => {
  const { client, headers: seen } = await send("GET /", headers);
  expect(client).toMatchObject({ refusal: { status: 400 }, isNameless: true });
  expect(seen.host).toBe(env.baseUrl.host);
});

test("a refused client navigation is answered in the form that it asked for", async () => {
  expect((await send("DELETE /projects.data")).url).toBe("/_.data");
});

test.each(["/healthz", "/readyz"])("the probe %s is answered on any name", async (path) => {
  for (const headers of [
    ["Host: [fd00::1]:3000"],
    ["Host: tenantry.default.svc.cluster.local"],
    [],
    ["Host: ?"],
  ]) {
    const { client, headers: seen } = await send(`GET ${path}`, headers);
    expect(client).toMatchObject({ isProbing: true });
    expect(client.refusal).toBeUndefined();
    expect(seen.host).toBe(env.baseUrl.host);
  }
});

test("a program on this machine is told apart from whoever comes through a proxy on it", async () => {
  expect((await send("GET /readyz")).client.isLocal).toBe(true);
  for (const header of ["X-Forwarded-For: 127.0.0.1", "Forwarded: for=127.0.0.1", "Via: 1.1 proxy"])
    expect((await send("GET /readyz", ["Host: a.b", header])).client.isLocal).toBe(false);
});

test("what only a proxy, a provider or the framework says is taken out", async () => {
  const { headers } = await send("GET /", [
    "Host: acme.app.localhost",
    "Forwarded: host=globex.app.localhost",
    "X-Forwarded-Host: globex.app.localhost",
    "X-Clerk-Auth-Status: signed-in",
    "X-Http-Method-Override: DELETE",
    "Cookie: a=b",
  ]);
  expect(headers).toEqual({ host: "acme.app.localhost", cookie: "a=b", connection: "close" });
});
