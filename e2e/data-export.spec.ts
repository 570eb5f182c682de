/** An owner takes all of a workspace's data along, with JavaScript and without. */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { expect, type Page, test } from "@playwright/test";
import { createProject, createWorkspace, signUp, tenantUrl, unique } from "./people.ts";

async function downloaded(page: Page): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download" }).first().click(),
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    for (const plan of ["Standard", "Enterprise"] as const) {
      test(`the data of a ${plan} workspace is made into a file while the page looks on`, async ({
        page,
      }) => {
        const slug = unique("out");
        await signUp(page, `${slug}@example.com`);
        await createWorkspace(page, slug, plan);
        await createProject(page, slug, "=Harbour");
        await page.getByRole("link", { name: "Settings" }).first().click();
        await page.getByRole("link", { name: "Export", exact: true }).click();
        await expect(page.getByRole("heading", { level: 1, name: "Export" })).toBeVisible();
        await page.getByRole("button", { name: "Start export" }).click();
        await expect(page.getByRole("status").first()).toContainText("The export is started.");
        // It loads itself anew until the file is there.
        await expect(page.getByRole("button", { name: "Download" })).toBeVisible({ timeout: 60_000 });
        const json = await downloaded(page);
        expect(json.name).toMatch(/^Workspace out-.* export \d{4}-\d\d-\d\d\.json$/);
        const { tables, workspace } = JSON.parse(json.bytes.toString()) as {
          tables: { projects: { name: string }[] };
          workspace: { slug: string };
        };
        expect(workspace.slug).toBe(slug);
        expect(tables.projects.map(({ name }) => name)).toEqual(["=Harbour"]);

        await page.goto(tenantUrl(slug, "/settings/export"));
        await page.getByLabel("Format").selectOption("CSV, packed (.tar.gz)");
        await page.getByLabel("With what is in the trash").check();
        await page.getByRole("button", { name: "Start export" }).click();
        await expect(page.getByRole("button", { name: "Download" })).toHaveCount(2, { timeout: 60_000 });
        const csv = await downloaded(page);
        expect(csv.name).toMatch(/\.tar\.gz$/);
        const text = gunzipSync(csv.bytes).toString();
        expect(text).toContain("projects.csv");
        expect(text).toContain("'=Harbour");

        await page.goto(tenantUrl(slug, "/settings/audit-log?group=exports"));
        await expect(page.getByRole("cell", { name: "Downloaded an export of all data" })).toHaveCount(2);
      });
    }
  });
}
