/** What happened in a workspace, as its people read it and take it along, with JavaScript and without. */
import { readFileSync } from "node:fs";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { invite, linkTo } from "./invite.ts";
import { createProject, createWorkspace, signInAs, signUp, tenantUrl, unique } from "./people.ts";
import { E2E } from "./server.ts";

const PLANS = ["Standard", "Enterprise"] as const;

async function owning(page: Page, plan: (typeof PLANS)[number] = "Standard"): Promise<string> {
  const slug = unique("log");
  await signUp(page, `${slug}@example.com`);
  await createWorkspace(page, slug, plan);
  return slug;
}

/** What the button hands out. */
async function fileBy(page: Page, button: string): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button }).click(),
  ]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    const guest = async (browser: Browser) =>
      (await browser.newContext({ javaScriptEnabled, baseURL: E2E.baseUrl })).newPage();

    for (const plan of PLANS) {
      test(`the activity of a ${plan} workspace is looked through and taken along, by who may see what`, async ({
        page,
        browser,
      }) => {
        const slug = await owning(page, plan);
        await createProject(page, slug, "=Harbour");
        await page.goto(tenantUrl(slug, "/projects/new"));
        await page.getByLabel("Name", { exact: true }).fill("Layoffs");
        await page.getByLabel("Visible to everyone in the workspace").uncheck();
        await page.getByRole("button", { name: "Create project" }).click();
        await page.waitForURL(/\/projects\/[0-9a-f-]{36}$/);

        await page.goto(tenantUrl(slug, "/activity"));
        await page.getByLabel("Project", { exact: true }).fill("harb");
        await page.getByLabel("What", { exact: true }).selectOption("Project created");
        await page.getByRole("button", { name: "Filter" }).click();
        await expect(page).toHaveURL(/project=harb/);
        const main = page.getByRole("main");
        await expect(main.getByText("=Harbour")).toBeVisible();
        await expect(main.getByText("Layoffs")).toHaveCount(0);
        const file = await fileBy(page, "Export as CSV");
        expect(file.name).toMatch(/^Workspace log-.* Activity \d{4}-\d\d-\d\d\.csv$/);
        expect(file.text).toContain("'=Harbour");
        expect(file.text).not.toContain("Layoffs");

        await invite(page, slug, `viewer-${slug}@example.com`, "viewer");
        const theirs = await guest(browser);
        await theirs.goto(await linkTo(theirs, `viewer-${slug}@example.com`));
        await theirs.getByLabel("First name").fill("Vera");
        await theirs.getByLabel("Last name").fill("Viewer");
        await theirs.getByRole("button", { name: "Create account and go on" }).click();
        await theirs.getByRole("button", { name: "Join the workspace" }).click();
        await theirs.waitForURL(tenantUrl(slug, "/dashboard"), { timeout: 60_000 });
        await expect(theirs.getByRole("main").getByText("=Harbour").first()).toBeVisible();
        expect(await theirs.content()).not.toContain("Layoffs");
        await theirs.goto(tenantUrl(slug, "/activity?actor=Nora"));
        await expect(theirs.getByRole("main").getByText("=Harbour").first()).toBeVisible();
        expect(await theirs.content()).not.toContain("Layoffs");
        await theirs.goto(tenantUrl(slug, "/activity?project=Layoffs"));
        await expect(theirs.getByText("Nothing matches")).toBeVisible();
        expect((await theirs.goto(tenantUrl(slug, "/settings/audit-log")))?.status()).toBe(403);
      });
    }

    test("an address that was changed is answered with what of it makes no sense", async ({ page }) => {
      const slug = await owning(page);
      await page.goto(tenantUrl(slug, "/activity?from=2026-02-30&cursor=made-up"));
      await expect(page.getByRole("status").first()).toContainText("from, cursor");
      await page.goto(tenantUrl(slug, "/settings/audit-log?group=x&to=never"));
      await expect(page.getByRole("status").first()).toContainText("group, to");
    });

    test("an owner reads who came and what was changed, and takes it along in two forms", async ({
      page,
    }) => {
      const slug = await owning(page);
      await page.goto(tenantUrl(slug, "/settings/audit-log"));
      const row = (text: string) => page.getByRole("row").filter({ hasText: text });
      await expect(row("Signed in").first()).toContainText("Nora Newcomer");
      const csv = await fileBy(page, "Export as CSV");
      expect(csv.text).toContain("Signed in");
      const json = await fileBy(page, "Export as JSON");
      expect(JSON.parse(json.text)[0]).toMatchObject({
        action: "export.auditLog",
        what: "Exported the audit log",
      });
      await page.goto(tenantUrl(slug, "/settings/audit-log"));
      await page.getByLabel("What", { exact: true }).selectOption("Exports");
      await page.getByRole("button", { name: "Filter" }).click();
      await expect(page).toHaveURL(/group=exports/);
      await expect(page.getByRole("cell", { name: "Exported the audit log" })).toHaveCount(2);
      await expect(row("Signed in")).toHaveCount(0);
    });

    test("a new workspace says what is to be done first, until it is done or put away", async ({ page }) => {
      const slug = await owning(page);
      const steps = page.getByRole("region", { name: "First steps" });
      await expect(steps).toContainText("0 of 4 done");
      await steps.getByRole("link", { name: "Create the first project" }).click();
      await page.getByLabel("Name", { exact: true }).fill("Pier");
      await page.getByRole("button", { name: "Create project" }).click();
      await page.waitForURL(/\/projects\/[0-9a-f-]{36}$/);
      await page.goto(tenantUrl(slug, "/dashboard"));
      await expect(steps).toContainText("1 of 4 done");
      await expect(steps.getByRole("link", { name: "Create the first project" })).toHaveCount(0);
      await steps.getByRole("button", { name: "Hide" }).click();
      await expect(page.getByText("The first steps are put away.")).toBeVisible();
      await expect(steps).toHaveCount(0);
    });

    test("a chart is in the page with the figures that it is drawn from", async ({ page }) => {
      const refused: string[] = [];
      page.on("console", (message) => message.type() === "error" && refused.push(message.text()));
      await signInAs(page, "Ada Lovelace", tenantUrl("acme", "/dashboard"));
      const chart = page.getByRole("region", { name: "Created by month" });
      await expect(chart.locator("svg path").first()).toBeVisible();
      await chart.getByText("The figures").click();
      await expect(chart.getByRole("row")).toHaveCount(13);
      expect(refused).toEqual([]);
    });
  });
}

test.describe("in Spanish", () => {
  test.use({ locale: "es-ES" });

  test("the log, the activity and the dashboard are told in Spanish", async ({ page }) => {
    await page.goto(tenantUrl("acme", "/dashboard"));
    await page.getByText("Personas de demostración", { exact: true }).click();
    await page.getByRole("button", { name: /Ada Lovelace/ }).click();
    await expect(page.getByRole("heading", { level: 2, name: "Creados por mes" })).toBeVisible();
    await page.goto(tenantUrl("acme", "/activity"));
    await expect(page.getByRole("button", { name: "Exportar como CSV" })).toBeVisible();
    await page.goto(tenantUrl("acme", "/settings/audit-log"));
    await expect(page.getByRole("cell", { name: "Inició sesión" }).first()).toBeVisible();
    const file = await fileBy(page, "Exportar como CSV");
    expect(file.text).toContain("Exportó el registro de auditoría");
  });
});
