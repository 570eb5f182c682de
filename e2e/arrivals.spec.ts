/**
 * Threat: what arrives from outside stops the server, or is answered as if the fault were ours. On a server
 * of its own.
 */
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { freePort } from "../db/embedded/free-port.ts";
import { ALSO_AS_DATA, HOSTILE, URLENCODED } from "./hostile-bodies.ts";
import { type Answer, type Ask, ask } from "./http.ts";
import { type Area, listRoutes, type Route } from "./routes.ts";
import { type RunningServer, startServer } from "./server.ts";
import { Visitor } from "./visitor.ts";

const options = {
  port: await freePort(),
  dataDir: join(tmpdir(), `tenantry-arrivals-${process.pid}`),
  // One person with every way in: owner of a workspace, and staff.
  variables: { LOG_LEVEL: "info", STAFF_EMAILS: "ada@acme.example" },
};
const base = `app.localhost:${options.port}`;
const hosts: Record<Area | "any", string> = {
  apex: base,
  tenant: `acme.${base}`,
  platform: `platform.${base}`,
  any: base,
};
/** Posting here ends the session that the others need: last. */
const ENDS = /\/(session\/end|sign-out)$/;

let server: RunningServer;

test.describe.configure({ mode: "default" });

test.beforeAll(async () => {
  server = await startServer({ ...options, fresh: true });
});
test.afterAll(async () => {
  await server.stop();
  rmSync(options.dataDir, { recursive: true, force: true });
});

const routes = listRoutes().sort((a, b) => Number(ENDS.test(a.path)) - Number(ENDS.test(b.path)));
const pathOf = ({ path }: Route) =>
  path
    .replace(/:slug/, "acme")
    .replace(/:eventId/, "msg_1")
    .replace(/:\w+/g, randomUUID())
    .replace(/\*$/, "");

/** What every answer has, whoever makes it. */
function expectSound({ status, headers, body }: Answer, name: string): void {
  expect(status, name).toBeLessThan(500);
  expect(headers["x-request-id"], name).toMatch(/^[0-9a-f-]{36}$/);
  for (const header of ["content-security-policy", "x-content-type-options", "referrer-policy"])
    expect(headers[header], `${name}: ${header}`).toBeTruthy();
  expect(Object.keys(headers).filter((header) => header.startsWith("x-clerk"))).toEqual([]);
  expect(body, name).not.toMatch(/at .*\.(js|ts):\d+/);
}

const lines = () =>
  server
    .output()
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as { level: number; msg?: string; requestId?: string; status?: number });

/** With every way in: owner of a workspace, and staff. */
async function signIn(): Promise<Visitor> {
  const visitor = new Visitor(options.port);
  await visitor.go(`http://${base}/sign-in`, { email: "ada@acme.example" });
  for (const page of [`http://acme.${base}/dashboard`, `http://platform.${base}/platform`])
    expect((await visitor.go(page)).status).toBe(200);
  return visitor;
}

const errors = () => lines().filter(({ level }) => level >= 50);
const own = (host: string) => ({ Origin: `http://${host}` });
const ofThisServer = (asked: Ask) => ask({ host: base, ...asked, port: options.port });

for (const who of ["nobody", "an owner who is staff too"] as const) {
  test(`every route answers every hostile body of ${who} as the sender's fault, and no line says error`, async () => {
    test.setTimeout(600_000);
    const visitor = who === "nobody" ? new Visitor(options.port) : await signIn();
    expect(routes.length).toBeGreaterThan(30);
    for (const route of routes) {
      const host = hosts[route.area];
      for (const [name, hostile] of Object.entries(HOSTILE)) {
        const headers = { ...own(host), ...hostile.headers };
        const path = pathOf(route);
        for (const at of ALSO_AS_DATA.has(name) ? [path, `${path}.data`] : [path]) {
          const answer = await visitor.ask({ ...hostile, host, path: at, headers });
          expectSound(answer, `${hostile.method} ${at}: ${name}`);
        }
      }
    }
    expect(errors()).toEqual([]);
    expect((await ofThisServer({ path: "/healthz" })).status).toBe(200);
  });
}

test("what no form of ours is, is refused by its kind: 400, 405, 413 or 415, with a page", async () => {
  const refused: Record<string, number> = {
    JSON: 415,
    "no content type": 415,
    "plain text": 415,
    "a foreign type": 415,
    "multipart without a boundary": 400,
    "multipart with another boundary": 400,
    "multipart cut off": 400,
    "more than a form has": 413,
    "many fields": 400,
    NUL: 400,
    PUT: 405,
    TRACE: 405,
  };
  for (const path of ["/sign-in", "/sign-up", "/preferences", "/sign-out"]) {
    for (const [name, status] of Object.entries(refused)) {
      // These two know none of the names that it is in.
      if (name === "NUL" && /preferences|sign-out/.test(path)) continue;
      const hostile = HOSTILE[name];
      const answer = await ofThisServer({ ...hostile, path, headers: { ...own(base), ...hostile?.headers } });
      expect(answer.status, `${path}: ${name}`).toBe(status);
      expect(answer.headers["content-type"], `${path}: ${name}`).toContain("text/html");
      expect(answer.body).toContain("<h1");
    }
  }
});

/** Sends bytes as they are, and answers what comes back until the other side closes. */
function sendRaw(bytes: (string | Buffer)[], { endAfter = false } = {}): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(options.port, "127.0.0.1", () => {
      for (const piece of bytes) socket.write(piece);
      if (endAfter) socket.end();
    });
    let text = "";
    socket.on("data", (chunk) => {
      text += chunk.toString("latin1");
    });
    socket.on("close", () => resolve(text));
    socket.on("error", () => resolve(text));
  });
}

test("a body without end is cut off at the limit, and its sender reads why", async () => {
  const head = `POST /preferences HTTP/1.1\r\nHost: ${base}\r\nOrigin: http://${base}\r\nContent-Type: ${URLENCODED}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n`;
  const chunk = Buffer.concat([Buffer.from("10000\r\n"), Buffer.alloc(65_536, "a"), Buffer.from("\r\n")]);
  const answers = await Promise.all(
    Array.from({ length: 3 }, () => sendRaw([head, ...Array<Buffer>(160).fill(chunk), "0\r\n\r\n"])),
  );
  for (const answer of answers) expect(answer).toMatch(/^HTTP\/1\.1 413/);
});

test("a request that breaks off is no error of ours, wherever it breaks", async () => {
  const line = `POST /sign-in HTTP/1.1\r\nHost: ${base}\r\nOrigin: http://${base}\r\n`;
  const heads = [line, `${line}Content-Type: ${URLENCODED}\r\nContent-Length: 100\r\n\r\n`];
  for (const head of heads) await sendRaw([head, "email=a"], { endAfter: true });
  const { promise, resolve } = Promise.withResolvers<void>();
  const socket = connect(options.port, "127.0.0.1", () => {
    socket.write(`${heads[1]}email=a`, () => socket.destroy());
  });
  socket.on("close", () => resolve());
  await promise;
  expect((await ofThisServer({ path: "/healthz" })).status).toBe(200);
  expect(errors()).toEqual([]);
});

test("what is no request at all is answered with the headers, the id and the line of every answer", async () => {
  const sent: [string, RegExp][] = [
    ["\u0016\u0003\u0001\r\n\r\n", /^HTTP\/1\.1 400/],
    [`GET / HTTP/1.1\r\nHost: ${base}\r\nX: ${"a".repeat(20_000)}\r\n\r\n`, /^HTTP\/1\.1 431/],
    [`GET / HTTP/1.1\r\nConnection: close\r\n\r\n`, /^HTTP\/1\.1 400/],
    [`GET // HTTP/1.1\r\nHost: ${base}\r\nConnection: close\r\n\r\n`, /^HTTP\/1\.1 400/],
    [`GET / HTTP/1.1\r\nHost: "><script>\r\nConnection: close\r\n\r\n`, /^HTTP\/1\.1 400/],
    [`TRACE / HTTP/1.1\r\nHost: ${base}\r\nConnection: close\r\n\r\n`, /^HTTP\/1\.1 405/],
  ];
  for (const [bytes, status] of sent) {
    const answer = await sendRaw([bytes]);
    expect(answer).toMatch(status);
    expect(answer).toMatch(/x-content-type-options: nosniff/i);
    expect(answer).not.toContain("<script>\r\n");
    const id = /x-request-id: (\S+)/i.exec(answer)?.[1];
    await expect.poll(() => lines().filter(({ requestId }) => requestId === id)).toHaveLength(1);
  }
  expect(errors()).toEqual([]);
});

test("a post with a malformed Origin is refused with a page, an id and one line", async () => {
  for (const path of ["/sign-in", "/sign-in.data", "/preferences", `/platform/session/end`]) {
    const headers = { Origin: "bad", "Content-Type": URLENCODED };
    const answer = await ofThisServer({ method: "POST", path, headers, body: "a=b" });
    expectSound(answer, path);
    expect([403, 404]).toContain(answer.status);
    const id = answer.headers["x-request-id"];
    await expect.poll(() => lines().filter(({ requestId }) => requestId === id)).toHaveLength(1);
  }
  expect(errors()).toEqual([]);
});

test("addresses that PostgreSQL or the router could not read are the sender's fault", async () => {
  const nonce = "a".repeat(64);
  const paths: [string, string][] = [
    [base, "/onboarding/%00"],
    [base, "/onboarding/a%20b?organization=org_1"],
    [base, "/onboarding/%5B?organization=org_1&since=-1e400"],
    [base, "/workspaces/%00/enter"],
    [base, `/workspaces/a%20b/enter?nonce=${nonce}`],
    [base, `/workspaces/${"x".repeat(8_000)}/enter?nonce=${nonce}`],
    [base, "/%"],
    [base, "/%ED%A0%80"],
    [base, "/%2f%2fevil.example"],
    [base, "/_root.data?_routes=%00"],
    [`acme.${base}`, "/projects?q=%00&before=x&after=%27"],
    [`acme.${base}`, "/projects/%00"],
    [`platform.${base}`, "/platform/webhooks/%00"],
    [`platform.${base}`, "/platform/audit?from=0000-01-01&to=2026-02-30"],
    [`platform.${base}`, "/platform/audit?tenant=%ff&actor=%ED%A0%80"],
    [`platform.${base}`, `/platform/tenants?cursor=${cursor(0, "a\0b", randomUUID())}`],
    [
      `platform.${base}`,
      `/platform/tenants?sort=created&cursor=${cursor(1, "9999-99-99 99:99:99+00", randomUUID())}`,
    ],
    [`platform.${base}`, `/platform/webhooks?cursor=${cursor(0, "2026-02-30 00:00:00+00", "x")}`],
    [`platform.${base}`, `/platform/audit?cursor=${cursor(0, "999999999999999999")}`],
  ];
  const visitor = await signIn();
  for (const [host, path] of paths) expectSound(await visitor.ask({ host, path }), path);
  expect(errors()).toEqual([]);
});

const cursor = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");

test("a refused page belongs to the area of its host, and its script is there", async () => {
  for (const host of [base, `acme.${base}`, `platform.${base}`]) {
    const { body, status } = await ofThisServer({ host, path: "/%00" });
    expect(status).toBe(400);
    const file = /\/routes-\w+-\w+\.js/.exec(body)?.[0];
    expect((await ofThisServer({ host, path: file })).status, `${host} ${file}`).toBe(200);
  }
});

test("an impossible date is named on the page, not ignored", async () => {
  const visitor = await signIn();
  const { body } = await visitor.ask({ host: `platform.${base}`, path: "/platform/audit?from=0000-01-01" });
  expect(body).toContain("its value makes no sense here: from.");
});

test("visitors of a workspace are not told the console's routes", async () => {
  const { body } = await ofThisServer({ host: `acme.${base}`, path: "/nothing-here" });
  const file = /\/routes-tenant-\w+\.js/.exec(body)?.[0] ?? "";
  const manifest = await ofThisServer({ host: `acme.${base}`, path: file });
  expect(manifest.body).toContain("routes/tenant/dashboard");
  for (const text of [body, manifest.body]) expect(text).not.toContain("platform/tenants");
  const version = /-(\w+)\.js$/.exec(file)?.[1];
  for (const path of [`/routes-platform-${version}.js`, `/assets/manifest-${version}.js`])
    expect((await ofThisServer({ host: `acme.${base}`, path })).status).toBe(404);
});

test("the probes answer on any name, and tell strangers nothing of clusters and numbers", async () => {
  for (const path of ["/healthz", "/readyz"]) {
    for (const host of [
      "[fd00::1]:3000",
      "tenantry.default.svc.cluster.local",
      `nobody.${base}`,
      "127.0.0.1",
    ])
      expect((await ofThisServer({ path, host })).status, `${path} ${host}`).toBe(200);
  }
  expect(JSON.parse((await ofThisServer({ path: "/readyz" })).body)).toMatchObject({
    clusters: expect.anything(),
  });
  const stranger = await ofThisServer({ path: "/readyz", headers: { "X-Forwarded-For": "203.0.113.5" } });
  expect(JSON.parse(stranger.body)).toEqual({ status: "ready" });
});

test("the language is the first that we speak of the whole list", async () => {
  const page = async (list: string) =>
    (await ofThisServer({ path: "/sign-in", headers: { "Accept-Language": list } })).body;
  expect(await page("ca,es;q=0.8")).toContain('<html lang="es"');
  expect(await page("es;q=0")).toContain('<html lang="en"');
});
