import { expect, test } from "vitest";
import { action } from "#app/routes/preferences.ts";
import { getPreferences, preferencesCookie } from "./preferences.server.ts";

const withCookie = (cookie?: string) =>
  new Request("http://acme.app.localhost/", { headers: cookie ? { Cookie: cookie } : {} });
const pairOf = (setCookie: string) => setCookie.split(";")[0] ?? "";

test("a choice is kept, and does not undo another", async () => {
  const theme = await preferencesCookie(withCookie(), { theme: "dark" });
  const both = await preferencesCookie(withCookie(pairOf(theme)), { locale: "es" });
  expect(await getPreferences(withCookie(pairOf(both)))).toEqual({ theme: "dark", locale: "es" });
});

test("the cookie belongs to this hostname alone and no script reads it", async () => {
  const cookie = await preferencesCookie(withCookie(), { theme: "dark" });
  expect(cookie).toMatch(/^__Host-tenantry-prefs=/);
  for (const attribute of ["Path=/", "HttpOnly", "Secure", "SameSite=Lax"])
    expect(cookie).toContain(attribute);
  expect(cookie).not.toContain("Domain");
});

test("choices that no form offers, and cookies that we never wrote, change nothing", async () => {
  const cookie = await preferencesCookie(withCookie(), {
    theme: "<script>",
    locale: "xx",
    timeZone: "Mars/Base",
  });
  expect(await getPreferences(withCookie(pairOf(cookie)))).toEqual({});
  expect(await getPreferences(withCookie("__Host-tenantry-prefs=%%%"))).toEqual({});
  expect(await getPreferences(withCookie("__Host-tenantry-prefs=WzFd"))).toEqual({});
});

// Threat: a posted return_to sends the browser to somebody else's page.
test.each(["https://evil.example/", "//evil.example"])(
  "leads back to a path of our own, never to %s",
  async (to) => {
    const request = new Request("http://acme.app.localhost/preferences", {
      method: "POST",
      body: new URLSearchParams({ theme: "dark", return_to: to }),
    });
    const response = await action({ request } as Parameters<typeof action>[0]);
    expect(response.headers.get("Location")).toBe("/");
  },
);
