import { connect } from "node:net";
import { expect, test } from "@playwright/test";
import { ask } from "./http.ts";
import { E2E } from "./server.ts";

/** Sends bytes as they are; answers what comes back until the server closes. */
function sendRaw(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(E2E.port, "127.0.0.1", () => socket.write(bytes));
    let text = "";
    socket.setEncoding("utf8");
    socket.on("data", (chunk: string) => {
      text += chunk;
    });
    socket.on("end", () => resolve(text));
    socket.on("close", () => resolve(text));
    socket.on("error", reject);
  });
}

test("an unknown slug and an unknown domain are 404", async () => {
  for (const host of [`nobody.${E2E.host}`, "www.example.com", "a.b.app.localhost", "127.0.0.1"]) {
    expect((await ask({ host })).status, host).toBe(404);
  }
});

// Threat: a poisoned Host reaches a tenant, or comes back in a page or a link.
for (const host of [
  "",
  "evil.example@acme.app.localhost",
  "acme.app.localhost/..",
  "acme.app.localhost, evil.example",
  "acme%2eapp.localhost",
  "acme.app.localhost:99999",
  "acme..app.localhost",
  '"><script>alert(1)</script>',
  "1.1",
]) {
  test(`the host ${JSON.stringify(host)} is 400, and is not echoed`, async () => {
    const { status, body, headers } = await ask({ host });
    expect(status).toBe(400);
    if (host) expect(body + JSON.stringify(headers)).not.toContain(host);
  });
}

test("two Host headers, or an absolute target, are 400", async () => {
  const acme = `acme.${E2E.host}`;
  const double = await sendRaw(
    `GET / HTTP/1.1\r\nHost: ${E2E.host}\r\nHost: ${acme}\r\nConnection: close\r\n\r\n`,
  );
  expect(double).toMatch(/^HTTP\/1\.1 400/);
  const absolute = await sendRaw(
    `GET http://${acme}/dashboard HTTP/1.1\r\nHost: ${E2E.host}\r\nConnection: close\r\n\r\n`,
  );
  expect(absolute).toMatch(/^HTTP\/1\.1 400/);
});

test("forwarded headers are not believed", async () => {
  const headers = { "X-Forwarded-Host": `acme.${E2E.host}`, Forwarded: `host=acme.${E2E.host}` };
  const { status } = await ask({ path: "/dashboard", headers });
  expect(status).toBe(404);
});

test("a path of one area is unknown on the hosts of the others", async () => {
  const acme = `acme.${E2E.host}`;
  for (const path of ["/sign-in", "/onboarding", "/workspaces", "/workspaces/acme/enter"]) {
    expect((await ask({ host: acme, path })).status, path).toBe(404);
  }
  for (const path of ["/dashboard", "/projects", "/projects/new", "/session"]) {
    expect((await ask({ path })).status, path).toBe(404);
  }
});
