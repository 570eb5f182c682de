import { expect, type Page, test } from "@playwright/test";
import { arriveAt, tabTo } from "./keyboard.ts";
import { hydrated, tenantUrl, unique } from "./people.ts";

async function signInByKeys(page: Page): Promise<void> {
  await page.goto(tenantUrl("acme"));
  await tabTo(page, page.locator("summary", { hasText: "Demo people" }));
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: /Ada Lovelace/ }));
  await page.keyboard.press("Enter");
  await page.waitForURL(tenantUrl("acme", "/dashboard"));
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(`${javaScriptEnabled ? "with" : "without"} JavaScript`, () => {
    test.use({ javaScriptEnabled });

    test("from signing in to a saved project with keys alone, the focus seen at every step", async ({
      page,
    }) => {
      const name = unique("By keys");
      await signInByKeys(page);
      if (javaScriptEnabled) await hydrated(page);

      await tabTo(page, page.getByRole("navigation").getByRole("link", { name: "Projects", exact: true }));
      await page.keyboard.press("Enter");
      await arriveAt(page, tenantUrl("acme", "/projects"), javaScriptEnabled);
      await tabTo(page, page.getByRole("main").getByRole("link", { name: "New project" }));
      await page.keyboard.press("Enter");
      await arriveAt(page, tenantUrl("acme", "/projects/new"), javaScriptEnabled);
      await tabTo(page, page.getByLabel("Name", { exact: true }));
      await page.keyboard.type(name);
      await tabTo(page, page.getByLabel("Description"));
      await page.keyboard.type("Made without a pointer.");
      await tabTo(page, page.getByRole("button", { name: "Create project" }));
      await page.keyboard.press("Enter");
      await page.waitForURL(/\/projects\/[0-9a-f-]{36}$/);
      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
      await expect(page.getByText("Made without a pointer.")).toBeVisible();
    });
  });
}

test("the first thing that Tab reaches leads past the menu, to what the page is about", async ({ page }) => {
  await signInByKeys(page);
  await page.goto(tenantUrl("acme", "/projects"));
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});
