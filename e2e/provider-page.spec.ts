/** Promise: a page of the provider whose code was lost on the way says so, and is there the next time. */
import { expect, test } from "@playwright/test";
import { hydrated } from "./people.ts";
import { E2E } from "./server.ts";

test("a provider's page whose code could not be fetched says so, and is fetched at the next visit", async ({
  page,
}) => {
  const title = page.getByRole("heading", { level: 1 });
  const again = page.getByRole("link", { name: "Sign in again" });
  await page.goto(`${E2E.baseUrl}/signed-out`);
  await hydrated(page);
  const lost: string[] = [];
  await page.route(/\/local-pages-[\w-]+\.js$/, (route) => {
    lost.push(route.request().url());
    return route.abort();
  });
  await again.click();
  await expect(title).toHaveText("This page broke in your browser");
  expect(lost).toHaveLength(1);
  await page.unrouteAll();
  await page.goBack();
  await expect(title).toHaveText("You are signed out");
  // Not by loading the document anew.
  await page.evaluate(() => Object.assign(globalThis, { isSameDocument: true }));
  await again.click();
  await expect(title).toHaveText("Sign in");
  expect(await page.evaluate(() => "isSameDocument" in globalThis)).toBe(true);
});
