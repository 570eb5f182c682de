/** A workspace that staff move while its people work in it: they notice nothing. */
import { type Browser, expect, type Page, test } from "@playwright/test";
import { adminQuery } from "./database.ts";
import { createProject, createWorkspace, signInAs, signUp, tenantUrl, unique } from "./people.ts";
import { E2E } from "./server.ts";
import { whereIsProject } from "./where-is.ts";

const platformUrl = (path = "") => `http://platform.${E2E.host}/platform${path}`;

async function openTenant(browser: Browser, slug: string, javaScriptEnabled: boolean): Promise<Page> {
  const context = await browser.newContext({ javaScriptEnabled });
  const page = await context.newPage();
  const [tenant] = await adminQuery<{ id: string }>("SELECT id FROM control.tenants WHERE slug = $1", [slug]);
  await signInAs(page, "Sam Staff", platformUrl(`/tenants/${tenant?.id}`));
  return page;
}

const message = (page: Page, text: string) => page.getByRole("status").filter({ hasText: text });
const phase = (page: Page) => page.getByRole("region", { name: "Move" });

/** Until the worker has done it; without JavaScript the page loads itself anew. */
async function shows(page: Page, check: () => Promise<void>): Promise<void> {
  await expect(async () => {
    await page.reload();
    await check();
  }).toPass({ timeout: 120_000 });
}

async function moveToDatabase(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Move", exact: true }).click();
  await page.getByLabel("To", { exact: true }).selectOption({ label: "Database on main" });
  await page.getByRole("button", { name: "Move tenant" }).click();
  await expect(message(page, "is on its way")).toBeVisible();
  await shows(page, () => expect(phase(page)).toContainText("Arrived", { timeout: 1_000 }));
}

async function moveBack(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Move back" }).click();
  await page.getByRole("button", { name: "Move it back" }).click();
  await expect(message(page, "on its way back")).toBeVisible();
  await shows(page, () => expect(phase(page)).toHaveCount(0, { timeout: 1_000 }));
}

/** What the list has, page by page: a slow machine has moved by the time that there are many. */
async function namesOfAllPages(page: Page, slug: string): Promise<string[]> {
  const names: string[] = [];
  let path = tenantUrl(slug, "/projects?sort=name");
  for (;;) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: "Projects" })).toBeVisible();
    names.push(
      ...(await page
        .getByRole("main")
        .getByRole("link", { name: /^Pier / })
        .allInnerTexts()),
    );
    const next = page.locator('a[rel="next"]');
    if ((await next.count()) === 0) return names;
    path = new URL((await next.first().getAttribute("href")) ?? "", path).href;
  }
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a member adds projects while staff move the workspace to its own database and back: all are there", async ({
      page,
      browser,
    }) => {
      const slug = unique("mv");
      await signUp(page, `${slug}@example.com`);
      await createWorkspace(page, slug, "Standard");
      const staff = await openTenant(browser, slug, javaScriptEnabled);
      let isOver = false;
      const names: string[] = [];
      const member = async () => {
        for (let n = 1; !isOver; n++) {
          const name = `Pier ${n} of ${slug}`;
          await createProject(page, slug, name);
          await expect(page.getByRole("heading", { level: 1, name, exact: true })).toBeVisible();
          names.push(name);
        }
      };
      const moving = async () => {
        try {
          await moveToDatabase(staff);
          const inDatabase = names.length + 1;
          await expect.poll(() => names.length, { timeout: 60_000 }).toBeGreaterThan(inDatabase);
          const places = await whereIsProject(names.at(-1) ?? "");
          expect(places.some((place) => /^(t_[0-9a-f]{32})\.\1$/.test(place))).toBe(true);
          await moveBack(staff);
        } finally {
          isOver = true;
        }
      };
      await Promise.all([member(), moving()]);
      const listed = await namesOfAllPages(page, slug);
      expect(names.filter((name) => !listed.includes(name))).toEqual([]);
      await staff.context().close();
    });
  });
}
