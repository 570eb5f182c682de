import { expect, test } from "vitest";
import { flashCookie, takeFlash } from "./flash.server.ts";

const withCookie = (cookie?: string) =>
  new Request("http://acme.app.localhost/", { headers: cookie ? { Cookie: cookie } : {} });

test("a message waits for the next page, and is gone after it", async () => {
  const cookie = await flashCookie({ key: "platform.webhooks.replayed", name: "🚀 Launch" });
  const { flash, headers } = await takeFlash(withCookie(cookie.split(";")[0]));
  expect(flash).toEqual({ key: "platform.webhooks.replayed", name: "🚀 Launch" });
  expect(new Headers(headers).get("Set-Cookie")).toMatch(/Max-Age=0/);
});

test("no message: no cookie is touched", async () => {
  expect(await takeFlash(withCookie())).toEqual({});
});

test("a forged message is thrown away", async () => {
  const forged = `__Host-tenantry-flash=${btoa(JSON.stringify({ key: "identity.signIn", name: "x" }))}`;
  const { flash, headers } = await takeFlash(withCookie(forged));
  expect(flash).toBeUndefined();
  expect(headers).toBeDefined();
});
