/** The menu of a workspace's pages: a sidebar, and on a phone what a button shows; it is there once. */
import { expect, type Page, test } from "@playwright/test";
import { hydrated, signInAs, tenantUrl } from "./people.ts";

const PHONE = { width: 360, height: 740 };
const WIDE = { width: 1280, height: 800 };

const menuOf = (page: Page) => page.getByRole("navigation", { name: "Main" });
const switchOf = (page: Page) => page.locator("summary", { hasText: "Menu" });

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("on a phone the menu opens, leads on, and is closed on the next page", async ({ page }) => {
      await page.setViewportSize(PHONE);
      await signInAs(page, "Ada Lovelace", tenantUrl("acme", "/dashboard"));
      if (javaScriptEnabled) await hydrated(page);
      await expect(menuOf(page)).toBeHidden();
      await switchOf(page).click();
      await expect(page.getByRole("button", { name: "Sign out" })).toBeInViewport();
      await menuOf(page).getByRole("link", { name: "Members" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Members" })).toBeVisible();
      await expect(menuOf(page)).toBeHidden();
    });
  });
}

test("on a phone the menu closes on Escape, with the focus back on its button, and on a click beside it", async ({
  page,
}) => {
  await page.setViewportSize(PHONE);
  await signInAs(page, "Ada Lovelace", tenantUrl("acme", "/dashboard"));
  await hydrated(page);
  await switchOf(page).click();
  await menuOf(page).getByRole("link", { name: "Projects" }).focus();
  await page.keyboard.press("Escape");
  await expect(menuOf(page)).toBeHidden();
  await expect(switchOf(page)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(menuOf(page)).toBeVisible();
  await page.getByText("Ada Lovelace", { exact: true }).first().click();
  await expect(menuOf(page)).toBeVisible();
  await page.getByRole("main").click({ position: { x: 8, y: 600 } });
  await expect(menuOf(page)).toBeHidden();
});

test("where there is room the menu needs no button, and no page has it twice", async ({ page }) => {
  await page.setViewportSize(WIDE);
  await signInAs(page, "Ada Lovelace", tenantUrl("acme", "/dashboard"));
  await expect(menuOf(page)).toBeVisible();
  await expect(switchOf(page)).toBeHidden();
  await expect(page.locator('nav a[href="/dashboard"]')).toHaveCount(1);
  await expect(page.locator('form[action="/session/end"]')).toHaveCount(1);
});
