/** From one workspace to another, and what waits in each; with and without JavaScript. */
import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { invite, join } from "./invite.ts";
import { createProject, createWorkspace, hydrated, signUp, tenantUrl, unique } from "./people.ts";
import { E2E } from "./server.ts";

const PHONE = { width: 360, height: 740 };

/** Nora owns a workspace, in which Gwen has a project; Gwen has a workspace of her own as well. */
async function twoWorkspaces(page: Page, browser: Browser, javaScriptEnabled: boolean) {
  const [shared, own] = [unique("shared"), unique("own")];
  await signUp(page, `${shared}@example.com`);
  await createWorkspace(page, shared, "Standard");
  const email = `gwen-${shared}@example.com`;
  await invite(page, shared, email);
  const context = await browser.newContext({ javaScriptEnabled, baseURL: E2E.baseUrl });
  const theirs = await context.newPage();
  await join(theirs, shared, email);
  const project = await createProject(theirs, shared, "Gwen's plan");
  await openSwitcher(theirs);
  await theirs.getByRole("link", { name: "Create workspace" }).click();
  await createWorkspace(theirs, own, "Standard");
  return { shared, own, theirs, project };
}

/** The one that is shown at this width. */
const openSwitcher = (page: Page) => page.locator("summary:visible", { hasText: "Switch workspace" }).click();

async function changeProject(page: Page, slug: string, project: string, name: string) {
  await page.goto(tenantUrl(slug, `/projects/${project}/edit`));
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ["violations"] })
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`)).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow).toBeLessThanOrEqual(0);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("what waits in another workspace shows here, is a click away, and is read there", async ({
      page,
      browser,
    }) => {
      const { shared, own, theirs, project } = await twoWorkspaces(page, browser, javaScriptEnabled);
      await changeProject(page, shared, project, "Gwen's better plan");

      await expect(async () => {
        await theirs.goto(tenantUrl(own, "/dashboard"));
        await openSwitcher(theirs);
        const link = theirs.getByRole("link", { name: `Workspace ${shared} 1 unread` });
        await expect(link).toBeVisible({ timeout: 1_000 });
      }).toPass();
      await theirs.goto(`${E2E.baseUrl}/workspaces`);
      await expect(theirs.getByRole("listitem").filter({ hasText: `Workspace ${shared}` })).toContainText(
        "1 unread",
      );
      await theirs.goto(tenantUrl(own, "/dashboard"));
      await openSwitcher(theirs);
      await theirs.getByRole("link", { name: `Workspace ${shared} 1 unread` }).click();
      await theirs.waitForURL(tenantUrl(shared, "/dashboard"));

      await theirs.getByRole("link", { name: "Notifications 1 unread" }).click();
      await expect(theirs.getByRole("heading", { level: 1, name: "Notifications" })).toBeVisible();
      await expect(theirs.getByText("changed the project")).toBeVisible();
      await theirs.getByRole("main").getByRole("link", { name: "Gwen's better plan" }).click();
      await expect(theirs.getByRole("heading", { level: 1, name: "Gwen's better plan" })).toBeVisible();
      await expect(theirs.getByRole("link", { name: "Notifications", exact: true })).toBeVisible();

      await theirs.goto(tenantUrl(own, "/dashboard"));
      await openSwitcher(theirs);
      await expect(theirs.getByRole("link", { name: `Workspace ${shared}`, exact: true })).toBeVisible();
      await theirs.getByRole("link", { name: "All workspaces" }).click();
      await expect(theirs.getByRole("heading", { level: 1, name: "Your workspaces" })).toBeVisible();
    });

    test("notifications are marked as read one by one and all at once, and fit a phone", async ({
      page,
      browser,
    }) => {
      const { shared, theirs, project } = await twoWorkspaces(page, browser, javaScriptEnabled);
      const second = await createProject(theirs, shared, "Second plan");
      const third = await createProject(theirs, shared, "Third plan");
      for (const id of [project, second, third]) await changeProject(page, shared, id, `Changed ${id}`);
      await theirs.setViewportSize(PHONE);
      await theirs.goto(tenantUrl(shared, "/notifications"));
      await theirs.getByRole("button", { name: `Mark as read: Changed ${second}` }).click();
      await expect(theirs.getByRole("button", { name: /Mark as read:/ })).toHaveCount(2);
      await theirs.getByRole("link", { name: "Unread", exact: true }).click();
      await expect(theirs.getByRole("main").getByText("changed the project")).toHaveCount(2);
      if (javaScriptEnabled) await expectAccessible(theirs);
      await theirs.getByRole("button", { name: "Mark all as read" }).click();
      await expect(theirs.getByRole("status")).toContainText("Everything is marked as read.");
      await expect(theirs.getByText("You have read everything")).toBeVisible();
      await theirs.getByRole("link", { name: "All", exact: true }).click();
      await expect(theirs.getByRole("main").getByText("changed the project")).toHaveCount(3);
      await openSwitcher(theirs);
      await expect(theirs.getByRole("link", { name: "All workspaces" })).toBeVisible();
      if (javaScriptEnabled) await expectAccessible(theirs);
    });
  });
}

test("the switcher closes on Escape, with the focus back on it, and on a click beside it", async ({
  page,
}) => {
  const slug = unique("solo");
  await signUp(page, `${slug}@example.com`);
  await createWorkspace(page, slug, "Standard");
  await hydrated(page);
  const all = page.getByRole("link", { name: "All workspaces" });
  await openSwitcher(page);
  await expect(all).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(all).toBeHidden();
  await expect(page.locator("summary:focus")).toContainText(`Workspace ${slug}`);
  await page.keyboard.press("Enter");
  await expect(all).toBeVisible();
  await page.getByRole("heading", { level: 1 }).click();
  await expect(all).toBeHidden();
});

test("a menu that is opened before the scripts have run stays open when they have", async ({ page }) => {
  const slug = unique("early");
  await signUp(page, `${slug}@example.com`);
  await createWorkspace(page, slug, "Standard");
  const opened = Promise.withResolvers<void>();
  await page.route(/\/assets\/.*\.js$/, async (route) => {
    await opened.promise;
    await route.continue();
  });
  await page.goto(tenantUrl(slug, "/dashboard"), { waitUntil: "commit" });
  // The one for this width, once the styles are there.
  await expect(page.locator("summary:visible", { hasText: "Switch workspace" })).toHaveCount(1);
  await openSwitcher(page);
  const all = page.getByRole("link", { name: "All workspaces" });
  await expect(all).toBeVisible();
  opened.resolve();
  await hydrated(page);
  await expect(all).toBeVisible();
  await all.click();
  await page.waitForURL(`${E2E.baseUrl}/workspaces`);
});

test("the switcher and the notifications are there in Spanish", async ({ browser }) => {
  const context = await browser.newContext({ locale: "es-ES", baseURL: E2E.baseUrl });
  const page = await context.newPage();
  await page.goto(tenantUrl("acme", "/notifications"));
  await page.getByText("Personas de demostración", { exact: true }).click();
  await page.getByRole("button", { name: /Ada Lovelace/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Notificaciones" })).toBeVisible();
  await expect(page.getByText("cambió el proyecto")).toBeVisible();
  await page.locator("summary:visible", { hasText: "Cambiar de espacio" }).click();
  await expect(page.getByRole("link", { name: "Todos los espacios" })).toBeVisible();
});
