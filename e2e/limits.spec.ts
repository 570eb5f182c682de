/**
 * Threat: one sender asks by the hundred, and all others wait. On a server of its own, with the limits as
 * they are.
 */
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { freePort } from "../db/embedded/free-port.ts";
import { URLENCODED } from "./hostile-bodies.ts";
import { type Answer, ask } from "./http.ts";
import { type RunningServer, startServer } from "./server.ts";
import { Visitor } from "./visitor.ts";

const options = {
  port: await freePort(),
  dataDir: join(tmpdir(), `tenantry-limits-${process.pid}`),
  // The proxy's word makes each test an address of its own.
  variables: { RATE_LIMIT_FACTOR: "1", TRUST_PROXY: "1" },
};
const base = `app.localhost:${options.port}`;
let server: RunningServer;
let addresses = 0;

test.describe.configure({ mode: "default" });
test.beforeAll(async () => {
  server = await startServer({ ...options, fresh: true });
});
test.afterAll(async () => {
  await server.stop();
  rmSync(options.dataDir, { recursive: true, force: true });
});

const newAddress = () => `192.0.2.${++addresses}`;
const headersOf = (address: string) => ({
  Origin: `http://${base}`,
  "Content-Type": URLENCODED,
  "X-Forwarded-For": address,
});
const post = (path: string, form: Record<string, string>, address: string): Promise<Answer> =>
  ask({
    method: "POST",
    host: base,
    port: options.port,
    path,
    headers: headersOf(address),
    body: new URLSearchParams(form).toString(),
  });

/** So many are let in, whatever becomes of them: a machine that is slow may say that it is busy. */
function expectLetIn(answers: Answer[], { letIn, done }: { letIn: number; done: number }): void {
  const others = answers.filter(({ status }) => status !== 429);
  expect(others).toHaveLength(letIn);
  for (const { status } of others) expect([done, 503]).toContain(status);
}

function expectRefused(answer: Answer | undefined): void {
  expect(answer?.status).toBe(429);
  expect(Number(answer?.headers["retry-after"])).toBeGreaterThan(0);
  expect(answer?.body).toContain("Too many requests");
}

// Threat: whoever reaches the proxy writes what the proxy would, and gets another host's pages.
test("behind a proxy the host is what the proxy says, and one that is none is 400 whatever it hides", async () => {
  const through = (host: string, more: Record<string, string> = {}) =>
    ask({
      host: "10.0.0.3:3000",
      port: options.port,
      path: "/sign-in",
      headers: { "X-Forwarded-Host": host, "X-Forwarded-For": newAddress(), ...more },
    });
  expect((await through(base)).status).toBe(200);
  expect((await through(`acme.${base}, ${base}`)).status).toBe(200);
  expect((await through(base, { Forwarded: `host=acme.${base}` })).status).toBe(200);
  expect((await through(`acme.${base}`)).status).toBe(404);
  for (const host of ["a b", `${base}?x`, `${base}/healthz?`, "app%2elocalhost", `x@${base}`]) {
    const { status, body } = await through(host);
    expect(status, host).toBe(400);
    expect(body).not.toContain(host);
  }
});

test("300 sign-ins at once of one address: those within the limit, then 429 with a page; another address is served", async () => {
  const address = newAddress();
  const form = { email: "ada@acme.example" };
  const answers = await Promise.all(Array.from({ length: 300 }, () => post("/sign-in", form, address)));
  expectLetIn(answers, { letIn: 30, done: 302 });
  expectRefused(answers.find(({ status }) => status === 429));
  expect((await post("/sign-in", form, newAddress())).status).toBe(302);
});

test("300 sign-ups at once of one address: those within the limit, then 429 with a page", async () => {
  const address = newAddress();
  const person = (n: number) => ({ firstName: "Many", lastName: "Mary", email: `mary${n}@many.example` });
  const answers = await Promise.all(
    Array.from({ length: 300 }, (_, n) => post("/sign-up", person(n), address)),
  );
  expectLetIn(answers, { letIn: 20, done: 302 });
  expectRefused(answers.find(({ status }) => status === 429));
});

test("25 workspaces at once of one person: those within the limit, then 429 with a page", async () => {
  const visitor = new Visitor(options.port);
  const form = new URLSearchParams({ firstName: "Wanda", lastName: "Wants", email: "wanda@wants.example" });
  const signUp = {
    method: "POST",
    host: base,
    path: "/sign-up",
    headers: headersOf(newAddress()),
    body: `${form}`,
  };
  expect((await visitor.ask(signUp)).status).toBe(302);
  const wanted = (n: number) =>
    new URLSearchParams({ name: `Wanted ${n}`, slug: `wanted-${n}`, plan: "standard" });
  const answers = await Promise.all(
    Array.from({ length: 25 }, (_, n) =>
      visitor.ask({ ...signUp, path: "/onboarding", headers: headersOf(newAddress()), body: `${wanted(n)}` }),
    ),
  );
  expectLetIn(answers, { letIn: 5, done: 303 });
  expectRefused(answers.find(({ status }) => status === 429));
});
