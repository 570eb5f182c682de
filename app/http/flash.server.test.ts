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
  const forged = `__Host-tenantry-flash-000000000-00=${btoa(JSON.stringify({ key: "identity.signIn", name: "x" }))}`;
  const { flash, headers } = await takeFlash(withCookie(forged));
  expect(flash).toBeUndefined();
  expect(headers).toBeDefined();
});

const pairOf = (cookie: string) => cookie.split(";")[0] ?? "";

test("a page that took an older message, and answers late, takes no newer one away", async () => {
  const older = await flashCookie({ key: "settings.saved", name: "" });
  const { headers } = await takeFlash(withCookie(pairOf(older)));
  const newer = await flashCookie({ key: "account.saved", name: "" });
  const taken = new Headers(headers).getSetCookie().map((cookie) => cookie.split("=")[0]);
  expect(taken).toEqual([older.split("=")[0]]);
  expect(taken).not.toContain(newer.split("=")[0]);
});

test("of several messages the newest is told, and all are gone after it", async () => {
  const cookies = [
    await flashCookie({ key: "settings.saved", name: "" }),
    // Of another millisecond.
    (await flashCookie({ key: "account.saved", name: "" })).replace(/flash-\w+/, "flash-zzzzzzzzz"),
  ].map(pairOf);
  const { flash, headers } = await takeFlash(withCookie(`a=b; ${cookies.toReversed().join("; ")}; c=d`));
  expect(flash?.key).toBe("account.saved");
  expect(new Headers(headers).getSetCookie().map((cookie) => cookie.split("=")[0])).toEqual(
    cookies.map((cookie) => cookie.split("=")[0]),
  );
});
