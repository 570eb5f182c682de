/** Who is in a workspace: invited, given another role, signed out, removed, gone; on both plans. */
import { type Browser, expect, type Page, test } from "@playwright/test";
import { invite, join } from "./invite.ts";
import { createWorkspace, signUp, tenantUrl, unique } from "./people.ts";
import { E2E } from "./server.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    /** An owner on one page, and a member who was invited on another. */
    async function team(page: Page, browser: Browser, plan: "Standard" | "Enterprise") {
      const slug = unique("team");
      await signUp(page, `${slug}@example.com`);
      await createWorkspace(page, slug, plan);
      const email = `gwen-${slug}@example.com`;
      await invite(page, slug, email);
      const context = await browser.newContext({ javaScriptEnabled, baseURL: E2E.baseUrl });
      const theirs = await context.newPage();
      await join(theirs, slug, email);
      return { slug, theirs };
    }

    const openMember = async (page: Page, slug: string) => {
      await page.goto(tenantUrl(slug, "/members"));
      await page.getByRole("link", { name: "Gwen Guest" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Gwen Guest" })).toBeVisible();
    };

    for (const plan of ["Standard", "Enterprise"] as const) {
      test(`on the ${plan} plan another role counts at once, and who is removed is locked out at once`, async ({
        page,
        browser,
      }) => {
        const { slug, theirs } = await team(page, browser, plan);
        await theirs.goto(tenantUrl(slug, "/projects/new"));
        await expect(theirs.getByRole("button", { name: "Create project" })).toBeVisible();

        await openMember(page, slug);
        await page.getByLabel("Role", { exact: true }).selectOption("viewer");
        await page.getByRole("button", { name: "Change role" }).click();
        await expect(page.getByRole("status").first()).toContainText("Gwen Guest has a new role.");
        await expect(page.getByRole("row").filter({ hasText: "Gwen Guest" })).toContainText("Viewer");
        expect((await theirs.goto(tenantUrl(slug, "/projects/new")))?.status()).toBe(403);

        await openMember(page, slug);
        await page.getByRole("link", { name: "Remove from workspace" }).click();
        await page.getByRole("button", { name: "Remove from workspace" }).click();
        await expect(page.getByRole("status").first()).toContainText(
          "Gwen Guest is not in the workspace any more.",
        );
        await expect(page.getByRole("link", { name: "Gwen Guest" })).toBeHidden();
        expect((await theirs.goto(tenantUrl(slug, "/dashboard")))?.status()).toBe(404);
      });

      test(`on the ${plan} plan who is deactivated is locked out at once, and who is reactivated is in again`, async ({
        page,
        browser,
      }) => {
        const { slug, theirs } = await team(page, browser, plan);
        await openMember(page, slug);
        await page.getByRole("button", { name: "Deactivate", exact: true }).click();
        await expect(page.getByRole("status").first()).toContainText("Gwen Guest cannot come in any more.");
        expect((await theirs.goto(tenantUrl(slug, "/dashboard")))?.status()).toBe(404);

        await page.goto(tenantUrl(slug, "/members"));
        await expect(page.getByRole("link", { name: "Nora Newcomer" })).toBeVisible();
        await expect(page.getByRole("link", { name: "Gwen Guest" })).toBeHidden();
        await page.getByLabel("State").selectOption("deactivated");
        await page.getByRole("button", { name: "Filter" }).click();
        await expect(page.getByRole("row").filter({ hasText: "Gwen Guest" })).toContainText("Deactivated");

        await page.getByRole("link", { name: "Gwen Guest" }).click();
        await page.getByRole("button", { name: "Reactivate", exact: true }).click();
        await expect(page.getByRole("status").first()).toContainText("Gwen Guest can come in again.");
        expect((await theirs.goto(tenantUrl(slug, "/dashboard")))?.status()).toBe(200);
      });

      test(`on the ${plan} plan several people are changed at once, and each is answered`, async ({
        page,
        browser,
      }) => {
        const { slug, theirs } = await team(page, browser, plan);
        await page.goto(tenantUrl(slug, "/members"));
        await page.getByRole("checkbox", { name: "Choose Gwen Guest" }).check();
        await page.getByRole("checkbox", { name: "Choose Nora Newcomer" }).check();
        await page.getByRole("button", { name: "Change the chosen people…" }).click();
        await expect(page.getByRole("heading", { level: 1, name: "Change several people" })).toBeVisible();
        await page.getByRole("radio", { name: "Give another role" }).check();
        await page.getByLabel("New role").selectOption("viewer");
        await page.getByRole("button", { name: "Change these people" }).click();
        const answers = page.getByRole("region", { name: "What became of each person" });
        await expect(answers.getByRole("listitem").filter({ hasText: "Gwen Guest" })).toContainText("Done");
        await expect(answers.getByRole("listitem").filter({ hasText: "Nora Newcomer" })).toContainText(
          "Not done: the only owner",
        );
        expect((await theirs.goto(tenantUrl(slug, "/projects/new")))?.status()).toBe(403);
      });
    }

    test("the only owner can neither leave nor be less, and whoever is not leaves", async ({
      page,
      browser,
    }) => {
      const { slug, theirs } = await team(page, browser, "Standard");
      await page.goto(tenantUrl(slug, "/leave"));
      await page.getByRole("button", { name: "Leave workspace" }).click();
      await expect(page.getByText("You are the only owner.").first()).toBeVisible();
      await page.goto(tenantUrl(slug, "/members"));
      await page.getByRole("link", { name: "Nora Newcomer" }).click();
      // The list has a field of that name too.
      await expect(page.getByRole("heading", { level: 1, name: "Nora Newcomer" })).toBeVisible();
      await page.getByLabel("Role", { exact: true }).selectOption("member");
      await page.getByRole("button", { name: "Change role" }).click();
      await expect(page.getByText("This is the only owner.").first()).toBeVisible();

      await theirs.goto(tenantUrl(slug, "/leave"));
      await theirs.getByRole("button", { name: "Leave workspace" }).click();
      await theirs.waitForURL(`${E2E.baseUrl}/workspaces`);
      expect((await theirs.goto(tenantUrl(slug, "/dashboard")))?.status()).toBe(404);
    });

    test("a session elsewhere is seen and ended, by oneself and by who manages members", async ({
      page,
      browser,
    }) => {
      const { slug, theirs } = await team(page, browser, "Standard");
      await theirs.goto(tenantUrl(slug, "/sessions"));
      await expect(theirs.getByText("This device")).toBeVisible();

      const context = await browser.newContext({ javaScriptEnabled, baseURL: E2E.baseUrl });
      const other = await context.newPage();
      await other.goto(`${E2E.baseUrl}/sign-in`);
      await other.getByLabel("E-mail address").fill(`gwen-${slug}@example.com`);
      await other.getByRole("button", { name: "Sign in", exact: true }).click();
      await other.waitForURL(tenantUrl(slug, "/dashboard"));
      await theirs.reload();
      await theirs.getByRole("button", { name: "Sign out everywhere else" }).click();
      await expect(theirs.getByRole("status").first()).toContainText("Signed out there");
      await other.goto(tenantUrl(slug, "/dashboard"));
      await expect(other.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();

      await openMember(page, slug);
      await page.getByRole("button", { name: "Sign out on every device" }).click();
      await expect(page.getByRole("status").first()).toContainText("is signed out on every device");
      await theirs.goto(tenantUrl(slug, "/dashboard"));
      await expect(theirs.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
    });
  });
}
