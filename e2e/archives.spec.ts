/** Staff see how old a workspace's last good archive is, are told where it is too old, and take one now. */
import { readdirSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { adminQuery } from "./database.ts";
import { createWorkspace, signInAs, signUp, unique } from "./people.ts";
import { E2E } from "./server.ts";

const platformUrl = (path = "") => `http://platform.${E2E.host}/platform${path}`;
const card = (page: Page) => page.getByRole("region", { name: "Archives" });

async function idOf(slug: string): Promise<string> {
  const [tenant] = await adminQuery<{ id: string }>("SELECT id FROM control.tenants WHERE slug = $1", [slug]);
  return tenant?.id ?? "";
}

/** Born a day earlier, and not archived since. */
const asOfYesterday = (id: string) =>
  adminQuery("UPDATE control.tenants SET created_at = created_at - interval '25 h' WHERE id = $1", [id]);

const filesOf = (id: string) => readdirSync(E2E.archives).filter((name) => name.startsWith(id));

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("an archive that is older than promised is said so, in words, until staff have one taken", async ({
      page,
      browser,
    }) => {
      const slug = unique("ar");
      const owner = await (await browser.newContext()).newPage();
      await signUp(owner, `${slug}@example.com`);
      await createWorkspace(owner, slug, "Standard");
      await owner.context().close();
      const id = await idOf(slug);
      await signInAs(page, "Sam Staff", platformUrl(`/tenants/${id}`));
      await expect(card(page)).toContainText("None yet");
      await expect(card(page)).toContainText("No older than 24 hours, kept for 14 days");
      await asOfYesterday(id);
      await page.goto(platformUrl());
      await page
        .getByRole("link", { name: "Tenants whose last good archive is older than promised" })
        .click();
      await page.getByRole("link", { name: slug, exact: true }).first().click();
      await expect(card(page)).toContainText("Older than promised");
      await card(page).getByRole("button", { name: "Archive now" }).click();
      await expect(
        page.getByRole("status").filter({ hasText: `An archive of ${slug} is being taken.` }),
      ).toBeVisible();
      await expect(async () => {
        await page.reload();
        await expect(card(page)).toContainText("As promised", { timeout: 1_000 });
      }).toPass({ timeout: 60_000 });
      expect(filesOf(id)).toHaveLength(1);
      await expect(card(page)).toContainText(filesOf(id)[0] ?? "no file");
      await page.goto(platformUrl(`/audit?tenant=${id}&action=archive.request`));
      await expect(page.getByRole("row").filter({ hasText: "sam@tenantry.example" })).toHaveCount(1);
    });
  });
}
