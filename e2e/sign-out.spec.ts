import { expect, test } from "@playwright/test";
import { signInAs, tenantUrl } from "./people.ts";
import { E2E } from "./server.ts";

/** From where one signs out, and where signing in again leads: from the apex into one's only workspace. */
const WAYS = [
  { person: "Ada Lovelace", from: tenantUrl("acme", "/projects"), back: tenantUrl("acme", "/dashboard") },
  {
    person: "Sam Staff",
    from: tenantUrl("platform", "/platform/audit"),
    back: tenantUrl("platform", "/platform"),
  },
  { person: "Ada Lovelace", from: `${E2E.baseUrl}/workspaces`, back: tenantUrl("acme", "/dashboard") },
];

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    for (const { person, from, back } of WAYS) {
      test(`signing out says so, with a way back in: from ${new URL(from).hostname}`, async ({ page }) => {
        await signInAs(page, person, from);
        const isApex = from.startsWith(E2E.baseUrl);
        if (isApex) await page.getByText(`Account: ${person}`).locator("..").click();
        await page.getByRole("button", { name: "Sign out" }).first().click();
        await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are signed out");
        await expect(page).toHaveTitle(/^You are signed out/);
        if (!isApex) await expect(page.getByText(`To continue to ${new URL(from).host}.`)).toBeVisible();

        await page.getByRole("link", { name: "Sign in again" }).click();
        await page
          .getByLabel("E-mail address")
          .fill(person === "Sam Staff" ? "sam@tenantry.example" : "ada@acme.example");
        await page.getByRole("button", { name: "Sign in", exact: true }).click();
        await page.waitForURL(back);
        await page.goto(`${E2E.baseUrl}/signed-out`);
        const shown = person === "Sam Staff" ? "Your workspaces" : "Dashboard";
        await expect(page.getByRole("heading", { level: 1 })).toHaveText(shown);
      });
    }
  });
}
