/** Staff change the categories that every workspace is offered, and every workspace sees it at once. */
import { type Browser, expect, type Page, test } from "@playwright/test";
import { createWorkspace, signInAs, signUp, tenantUrl, unique } from "./people.ts";
import { E2E } from "./server.ts";

const platformUrl = (path: string) => `http://platform.${E2E.host}${path}`;

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    async function someWorkspace(browser: Browser): Promise<{ slug: string; owner: Page }> {
      const slug = unique("base");
      const owner = await (await browser.newContext({ javaScriptEnabled })).newPage();
      await signUp(owner, `${slug}@example.com`);
      await createWorkspace(owner, slug, "Standard");
      return { slug, owner };
    }

    test("a category is added, renamed and retired in both languages, each with its reason", async ({
      page,
      browser,
    }) => {
      const { slug, owner } = await someWorkspace(browser);
      const [name, called] = [unique("Legal"), unique("Law")];
      const offered = async () => {
        await owner.goto(tenantUrl(slug, "/projects/new"));
        return owner.getByRole("group", { name: "Categories" }).textContent();
      };
      await signInAs(page, "Sam Staff", platformUrl("/platform/categories"));
      await page.getByLabel("Name in English").fill(name);
      await page.getByLabel("Name in Español").fill(`${name} es`);
      await page.getByRole("button", { name: "Add category" }).click();
      await expect(page.getByRole("alert")).toContainText("Enter something here.");
      await page.getByLabel("Reason").fill("Asked for by many");
      await page.getByRole("button", { name: "Add category" }).click();
      await expect(page.getByRole("status").first()).toContainText(`${name} is offered to every tenant.`);
      expect(await offered()).toContain(name);

      await page.getByRole("link", { name, exact: true }).click();
      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
      await page.getByLabel("Name in English").fill("design");
      await page.getByLabel("Reason").fill("Clearer");
      await page.getByRole("button", { name: "Save names" }).click();
      await expect(page.getByRole("alert")).toContainText("Another category that is offered has this name.");
      await page.getByLabel("Name in English").fill(called);
      await page.getByRole("button", { name: "Save names" }).click();
      await expect(page.getByRole("link", { name: called, exact: true })).toBeVisible();
      expect(await offered()).toContain(called);

      await page.getByRole("link", { name: called, exact: true }).click();
      await page.getByRole("link", { name: "Retire" }).click();
      await expect(page.getByRole("heading", { level: 1, name: `Retire “${called}”?` })).toBeVisible();
      await page.getByLabel("Reason").fill("Nobody uses it");
      await page.getByRole("button", { name: "Retire" }).click();
      await expect(page.getByRole("status").first()).toContainText(`${called} is retired.`);
      expect(await offered()).not.toContain(called);
      await page.goto(platformUrl("/platform/audit?action=category.retire"));
      await expect(page.getByRole("main")).toContainText("Nobody uses it");
    });
  });
}
