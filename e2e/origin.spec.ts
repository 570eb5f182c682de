import { expect, test } from "@playwright/test";
import { ask } from "./http.ts";
import { E2E } from "./server.ts";

const acme = `acme.${E2E.host}`;
const platform = `platform.${E2E.host}`;
const own = `http://${acme}`;
const ENCODINGS = ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain"];
const POSTS = [
  { host: acme, path: "/projects/new" },
  { host: acme, path: "/session/end" },
  { host: platform, path: "/platform/session/end" },
  { host: platform, path: "/platform/tenants/01a20085-9168-74e7-99ab-28a9edb95fe2/suspensions" },
  { host: platform, path: "/platform/tenants/01a20085-9168-74e7-99ab-28a9edb95fe2/continuations" },
  { host: platform, path: "/platform/webhooks/msg_1/replays" },
  { host: E2E.host, path: "/sign-in" },
  { host: E2E.host, path: "/sign-up" },
  { host: E2E.host, path: "/onboarding" },
  { host: E2E.host, path: "/sign-out" },
  { host: E2E.host, path: "/continue" },
  { host: E2E.host, path: "/preferences" },
];

// Threat: a page elsewhere (a sibling workspace too: it is same-site) posts a form with the person's cookies.
const FOREIGN: Record<string, Record<string, string>> = {
  "no Origin": {},
  "a null Origin": { Origin: "null" },
  "a sibling's Origin": { Origin: `http://evil.${E2E.host}` },
  "another port": { Origin: "http://acme.app.localhost:1" },
  "another scheme": { Origin: `https://${acme}` },
  "another site": { Origin: "https://evil.example" },
  "same-site without Origin": { "Sec-Fetch-Site": "same-site" },
};

for (const [name, headers] of Object.entries(FOREIGN)) {
  test(`a post with ${name} is 403, everywhere, in every encoding`, async () => {
    for (const { host, path } of POSTS) {
      for (const type of ENCODINGS) {
        const { status } = await ask({
          method: "POST",
          host,
          path,
          headers: { ...headers, "Content-Type": type },
          body: "a=b",
        });
        expect(status, `${path} ${type}`).toBe(403);
      }
    }
  });
}

test("a post with the host's own Origin is not refused for it", async () => {
  const headers = { Origin: own, "Content-Type": "application/x-www-form-urlencoded" };
  const { status } = await ask({ method: "POST", host: acme, path: "/session/end", headers, body: "" });
  expect(status).not.toBe(403);
});
