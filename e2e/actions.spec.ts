/** The palette, the search page and the shortcuts: everything by its name, and by keys. */
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { createProject, createWorkspace, hydrated, signInAs, signUp, tenantUrl, unique } from "./people.ts";
import { E2E } from "./server.ts";

const palette = (page: Page) => page.getByRole("dialog");
const field = (page: Page) => page.getByRole("combobox", { name: "Find by name" });

async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ["violations"] })
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`)).toEqual([]);
}

/** The first key of a page: its scripts may not listen yet. */
const press = (page: Page, key: string) =>
  expect(async () => {
    await page.keyboard.press(key);
    await expect(palette(page)).toBeVisible({ timeout: 2_000 });
  }).toPass();

/** Two keys in a row belong together for a moment only; and the page's scripts may not listen yet. */
const goBy = (page: Page, keys: string, url: string) =>
  expect(async () => {
    await page.keyboard.type(keys);
    await page.waitForURL(url, { timeout: 10_000 });
  }).toPass();

async function workspaceWith(page: Page, names: string[]) {
  const slug = unique("keys");
  await signUp(page, `${slug}@example.com`);
  await createWorkspace(page, slug, "Standard");
  const ids: string[] = [];
  for (const name of names) ids.push(await createProject(page, slug, name));
  return { slug, ids };
}

test("the palette finds a project and goes there, with keys alone", async ({ page }) => {
  const { slug, ids } = await workspaceWith(page, ["Harbour survey", "Kitchen"]);
  await page.goto(tenantUrl(slug, "/dashboard"));
  await hydrated(page);
  const scripts: string[] = [];
  page.on("request", (request) => scripts.push(new URL(request.url()).pathname));
  await press(page, "Control+k");
  await expect(field(page)).toBeFocused();
  expect(scripts.filter((path) => path.includes("palette"))).toHaveLength(1);
  await expectAccessible(page);
  await page.keyboard.type("harb");
  const option = page.getByRole("option", { name: "Harbour survey" });
  await expect(option).toHaveAttribute("aria-selected", "true");
  const chosen = await option.getAttribute("id");
  await expect(field(page)).toHaveAttribute("aria-activedescendant", chosen ?? "");
  await expect(palette(page).getByRole("status")).toHaveText("1 result");
  await page.keyboard.press("Enter");
  await page.waitForURL(tenantUrl(slug, `/projects/${ids[0]}`));
  await expect(palette(page)).toBeHidden();
});

test("the palette does what the menu does, closes on Escape, and gives the focus back", async ({ page }) => {
  await signInAs(page, "Ada Lovelace", tenantUrl("acme", "/dashboard"));
  await hydrated(page);
  const link = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Search" });
  await link.focus();
  await page.keyboard.press("Enter");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(palette(page)).toBeHidden();
  await expect(link).toBeFocused();
  await link.click();
  await page.keyboard.type("new pro");
  await page.getByRole("option", { name: /New project/ }).click();
  await page.waitForURL(tenantUrl("acme", "/projects/new"));
  await page.keyboard.press("Control+k");
  await page.keyboard.type("theme dark");
  await page.getByRole("option", { name: "Theme: dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page).toHaveURL(tenantUrl("acme", "/projects/new"));
});

test("whoever may not do something is not offered it", async ({ page }) => {
  await signInAs(page, "Vera", tenantUrl("acme", "/dashboard"));
  await hydrated(page);
  await press(page, "Control+k");
  await expect(page.getByRole("option", { name: /Dashboard/ })).toBeVisible();
  for (const name of [/New project/, /^Members/, /Invite/, /Security/, /Trash/])
    await expect(page.getByRole("option", { name })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await page.keyboard.press("c");
  await page.keyboard.type("gm");
  await goBy(page, "gn", tenantUrl("acme", "/notifications"));
});

test("a project is created, found, ticked and edited by keys; none of them fires while one types", async ({
  page,
}) => {
  const { slug, ids } = await workspaceWith(page, ["Pier", "Quay"]);
  await page.goto(tenantUrl(slug, "/dashboard"));
  await hydrated(page);
  await goBy(page, "gp", tenantUrl(slug, "/projects"));
  await expect(page.getByRole("row", { name: /Quay/ })).toBeVisible();
  // Where the focus goes after a navigation; what is pressed before moves it first.
  await expect(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: "Quay" })).toBeFocused();
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(page.getByRole("link", { name: "Pier" })).toBeFocused();
  await page.keyboard.press("x");
  await expect(page.getByLabel("Choose Pier")).toBeChecked();
  await page.keyboard.press("x");
  await page.keyboard.press("k");
  await expect(page.getByRole("link", { name: "Quay" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.waitForURL(tenantUrl(slug, `/projects/${ids[1]}`));
  await page.keyboard.press("e");
  await page.waitForURL(tenantUrl(slug, `/projects/${ids[1]}/edit`));

  await page.getByLabel("Name", { exact: true }).fill("");
  await page.keyboard.type("gpcex/?jk");
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("gpcex/?jk");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "gpcex/?jk" })).toBeVisible();

  await goBy(page, "gp", tenantUrl(slug, "/projects"));
  await expect(page.getByRole("heading", { level: 1, name: "Projects" })).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search" })).toBeFocused();
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("c");
  await page.waitForURL(tenantUrl(slug, "/projects/new"));
});

test("the keys are listed on ?, and can be turned off but for the palette's", async ({ page }) => {
  await signInAs(page, "Grace Hopper", tenantUrl("acme", "/dashboard"));
  await hydrated(page);
  await press(page, "?");
  await expect(palette(page).getByRole("heading", { name: "Keyboard shortcuts" })).toBeVisible();
  await expectAccessible(page);
  await palette(page).getByRole("link", { name: "Turn them off" }).click();
  await page.waitForURL(tenantUrl("acme", "/shortcuts"));
  await expect(palette(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Turn them off" }).click();
  await expect(page.getByText("Shortcuts of a single key are off.")).toBeVisible();
  await hydrated(page);
  await page.keyboard.press("?");
  await page.keyboard.press("c");
  await press(page, "Control+k");
  await expect(field(page)).toBeFocused();
  await expect(page.getByRole("dialog")).toHaveCount(1);
  await expect(page).toHaveURL(tenantUrl("acme", "/shortcuts"));
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Turn them on" }).click();
  await expect(page.getByText("Shortcuts of a single key are on.")).toBeVisible();
});

test("in Spanish: la paleta, la página de búsqueda y los atajos", async ({ browser }) => {
  const context = await browser.newContext({ locale: "es-ES", baseURL: E2E.baseUrl });
  const page = await context.newPage();
  await page.goto(tenantUrl("acme", "/search"));
  await page.getByText("Personas de demostración", { exact: true }).click();
  await page.getByRole("button", { name: /Ada Lovelace/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Buscar" })).toBeVisible();
  await hydrated(page);
  await press(page, "Control+k");
  await page.keyboard.type("atajos");
  await page.getByRole("option", { name: "Atajos de teclado" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Atajos de teclado" })).toBeVisible();
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("the search page finds projects and pages by name, and the shortcuts have a page", async ({
      page,
    }) => {
      const { slug } = await workspaceWith(page, ["Harbour survey"]);
      if (javaScriptEnabled) await page.goto(tenantUrl(slug, "/search"));
      else {
        await page.goto(tenantUrl(slug, "/dashboard"));
        await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Search" }).click();
      }
      await page.getByRole("searchbox", { name: "Find by name" }).fill("harb");
      await page.getByRole("button", { name: "Search", exact: true }).click();
      await page.getByRole("main").getByRole("link", { name: "Harbour survey" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Harbour survey" })).toBeVisible();
      await page.goto(tenantUrl(slug, "/search?q=%25_%5C%27%20%26%20%F0%9F%90%B3"));
      await expect(page.getByText("Nothing matches")).toBeVisible();
      await page.goto(tenantUrl(slug, "/shortcuts"));
      await expect(page.getByText("Tick the row")).toBeVisible();
    });

    test("a form that is sent twice makes one project", async ({ page }) => {
      const { slug } = await workspaceWith(page, []);
      await page.goto(tenantUrl(slug, "/projects/new"));
      if (javaScriptEnabled) await hydrated(page);
      await page.getByLabel("Name", { exact: true }).fill("Twice");
      await page.getByRole("button", { name: "Create project" }).dblclick();
      await expect(page.getByRole("heading", { level: 1, name: "Twice" })).toBeVisible();
      await page.goto(tenantUrl(slug, "/projects"));
      await expect(page.getByRole("row", { name: /Twice/ })).toHaveCount(1);
    });
  });
}
