/** Promise: where a workspace asks for a company's sign-on, its people come in through it alone. */
import { type Browser, expect, type Page, test } from "@playwright/test";
import { invite, join } from "./invite.ts";
import { createWorkspace, signUp, tenantUrl, unique } from "./people.ts";
import { E2E } from "./server.ts";

/** One whose people the stand-in lets through their company. */
const DOMAIN = "initech.example";
const PAGE = "/settings/security";

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name, exact: true });

async function comeThroughCompany(page: Page, email: string): Promise<void> {
  await expect(heading(page, "Sign in")).toBeVisible();
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Continue with your company's sign-on" }).click();
}

async function askForIt(page: Page): Promise<void> {
  await page.getByLabel("Company sign-on for people of").fill(DOMAIN);
  await page.getByRole("button", { name: "Save" }).click();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    const otherBrowser = async (browser: Browser) =>
      (await browser.newContext({ javaScriptEnabled, baseURL: E2E.baseUrl })).newPage();

    test("its people are put out and come back through it, and who asks for it came through it first", async ({
      page,
      browser,
    }) => {
      const slug = unique("corp");
      const [email, theirEmail] = [`${slug}@${DOMAIN}`, `gwen-${slug}@${DOMAIN}`];
      await signUp(page, email);
      await createWorkspace(page, slug, "Standard");
      await invite(page, slug, theirEmail);
      const theirs = await otherBrowser(browser);
      await join(theirs, slug, theirEmail);

      await page.goto(tenantUrl(slug, PAGE));
      await askForIt(page);
      await expect(page.getByText("Sign in through the sign-on of one of these").first()).toBeVisible();
      await expect(page.getByLabel("Company sign-on for people of")).toHaveValue(DOMAIN);

      const owners = await otherBrowser(browser);
      await owners.goto(tenantUrl(slug, PAGE));
      await comeThroughCompany(owners, email);
      await expect(owners.getByText(`You signed in through ${DOMAIN}.`)).toBeVisible();
      await askForIt(owners);
      await expect(owners.getByRole("status").first()).toContainText("The security settings are saved.");

      await theirs.goto(tenantUrl(slug, "/projects"));
      await expect(heading(theirs, "Sign in through your company")).toBeVisible();
      await expect(theirs.getByText("with your company's address")).toBeVisible();
      await theirs.getByRole("button", { name: "Sign in again" }).click();
      await comeThroughCompany(theirs, theirEmail);
      await expect(theirs).toHaveURL(tenantUrl(slug, "/projects"));
      await expect(heading(theirs, "Projects")).toBeVisible();

      const cells = owners.getByRole("row").filter({ hasText: "Gwen Guest" }).getByRole("cell");
      await expect(async () => {
        await owners.goto(tenantUrl(slug, PAGE));
        await expect(cells.filter({ hasText: /^On$/ })).toHaveCount(1, { timeout: 1_000 });
      }).toPass();
    });

    test("an owner finds where it is set up, and nobody else does", async ({ page, browser }) => {
      const slug = unique("setup");
      await signUp(page, `${slug}@${DOMAIN}`);
      await createWorkspace(page, slug, "Standard");
      await page.goto(tenantUrl(slug, PAGE));
      await page.getByRole("link", { name: "Set up your company's sign-on and directory" }).click();
      await expect(heading(page, "Company sign-on and directory")).toBeVisible();
      await expect(page.getByText(DOMAIN, { exact: true })).toBeVisible();
      await page.getByRole("link", { name: "Back to the security settings" }).click();
      await expect(page).toHaveURL(tenantUrl(slug, PAGE));
      const stranger = await otherBrowser(browser);
      await signUp(stranger, `stranger-${slug}@example.com`);
      const answer = await stranger.goto(`${E2E.baseUrl}/workspaces/${slug}/company-sign-on`);
      expect(answer?.status()).toBe(404);
    });

    test("who has no company's sign-on is told so", async ({ page }) => {
      await page.goto(`${E2E.baseUrl}/sign-in`);
      await comeThroughCompany(page, "ada@acme.example");
      await expect(page.getByText("No company's sign-on is set up for this address.").first()).toBeVisible();
    });
  });
}
