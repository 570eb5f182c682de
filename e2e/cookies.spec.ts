import { expect, test } from "@playwright/test";
import { ask } from "./http.ts";
import { signInAs, signUp, tenantUrl, unique } from "./people.ts";
import { E2E } from "./server.ts";

const COMPANION = "__Host-tenantry-apex";

/** The cookies that signing up on the apex sets, by name. */
async function signedUp(): Promise<Record<string, string>> {
  const email = `${unique("c")}@example.com`;
  const { headers } = await ask({
    method: "POST",
    path: "/sign-up",
    headers: { Origin: E2E.baseUrl, "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ firstName: "Nora", lastName: "Newcomer", email }).toString(),
  });
  const pairs = ([] as string[]).concat(headers["set-cookie"] ?? []).map((line) => line.split(";")[0] ?? "");
  return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), pair]));
}

const whereTo = async (...pairs: (string | undefined)[]) => {
  const { status, headers } = await ask({ path: "/workspaces", headers: { Cookie: pairs.join("; ") } });
  return status === 200 ? "in" : headers.location;
};

// Threat: a sibling's page sets a sign-in cookie of its own for all hosts.
test("cookies that do not agree are nobody's", async () => {
  const [mine, theirs] = [await signedUp(), await signedUp()];
  const own = Object.values(mine);
  expect(await whereTo(...own)).toBe("in");
  for (const planted of [theirs.__session, theirs.__session?.replace("=", " ="), "__client_uat=1"]) {
    expect(await whereTo(planted, ...own), planted).toContain("/sign-in");
    expect(await whereTo(...own, planted), planted).toContain("/sign-in");
  }
});

// Threat: where nobody is signed in, a sibling plants a whole sign-in.
test("a sign-in that this browser did not begin is a question", async () => {
  const [mine, theirs] = [await signedUp(), await signedUp()];
  expect(await whereTo(theirs.__session, theirs.__client_uat)).toContain("/continue");
  expect(await whereTo(theirs.__session, theirs.__client_uat, mine[COMPANION])).toContain("/continue");
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("who says that it is them goes on to where they were going", async ({ page, context }) => {
      await signUp(page, `${unique("c")}@example.com`);
      await context.clearCookies({ name: COMPANION });
      await page.goto(`${E2E.baseUrl}/onboarding?plan=enterprise`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Is this you?");
      await page.getByRole("button", { name: "Continue as Nora Newcomer" }).click();
      await page.waitForURL(`${E2E.baseUrl}/onboarding?plan=enterprise`);
      await page.goto(`${E2E.baseUrl}/workspaces`);
      await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Is this you?");
    });

    test("who says that it is not them is signed out", async ({ page, context }) => {
      await signUp(page, `${unique("c")}@example.com`);
      await context.clearCookies({ name: COMPANION });
      await page.goto(`${E2E.baseUrl}/workspaces`);
      await page.getByRole("button", { name: "No: sign out" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are signed out");
      await page.goto(`${E2E.baseUrl}/workspaces`);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
    });
  });
}

test("the question stands in the way into a workspace too", async ({ page, context }) => {
  await signInAs(page, "Ada Lovelace", `${E2E.baseUrl}/workspaces`);
  await context.clearCookies({ name: COMPANION });
  await page.goto(tenantUrl("acme", "/projects"));
  await page.getByRole("button", { name: "Continue as Ada Lovelace" }).click();
  await page.waitForURL(tenantUrl("acme", "/projects"));
});
