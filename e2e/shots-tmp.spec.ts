import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { createProject, signInAs, tenantUrl } from "./people.ts";

test("shots", async ({ page }) => {
  await signInAs(page, "Ada Lovelace", tenantUrl("acme", "/projects"));
  const id = await createProject(page, "acme", "Harbour relaunch");
  await page.goto(tenantUrl("acme", `/projects/${id}/edit`));
  await page
    .getByLabel("Description")
    .fill(
      "# Aim\n\nMore **boats**, less *waiting*. See [the plan](https://example.com/plan).\n\n## Steps\n\n1. Survey the pier\n2. Order `anchors`\n   - big\n   - small\n\n> Quay first.\n\n| Part | Cost |\n| :-- | --: |\n| Pier | 1,200 |\n| Quay | 800 |\n\n```\nnpm run harbour\n```",
    );
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByRole("region", { name: "Preview" })).toBeVisible();
  const shot = async (name: string) => {
    for (const [w, h] of [
      [390, 844],
      [1440, 900],
    ] as const)
      for (const colorScheme of ["light", "dark"] as const) {
        await page.setViewportSize({ width: w, height: h });
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: `/tmp/h/talk-shots/${name}-${w}-${colorScheme}.png`, fullPage: true });
      }
    const axe = await new AxeBuilder({ page }).analyze();
    console.log(
      name,
      JSON.stringify(
        axe.violations.map(({ id, impact, nodes }) => [id, impact, nodes.map((n) => n.html.slice(0, 150))]),
      ),
    );
  };
  await shot("edit-preview");
  await page.getByRole("button", { name: "Save changes" }).click();
  await page.waitForURL(/projects\/[0-9a-f-]{36}$/);
  const say = async (text: string) => {
    await page.getByLabel("Your comment").fill(text);
    await page.getByRole("button", { name: "Comment", exact: true }).click();
    await expect(page).toHaveURL(/#comment-/);
    await expect(page.getByLabel("Your comment")).toHaveValue("");
  };
  await say("The survey is **done**: two planks are soft.\n\n- plank 4\n- plank 9");
  await say("@grace.hopper can you order the anchors? https://example.com/anchors");
  await say("Thanks, that is all for today.");
  await shot("project");
  await page.getByLabel("Your comment").fill("Hello @alan.turing and @nobody.here, *see* this");
  await page.getByRole("button", { name: "Preview" }).click();
  await expect(page.getByRole("region", { name: "Preview" })).toBeVisible();
  await shot("comment-preview");
  await page.getByRole("button", { name: "Delete the comment of Ada Lovelace" }).first().click();
  await expect(page.getByText("The comment is deleted.")).toBeVisible();
  await shot("deleted");
  await page.getByRole("link", { name: "Edit", exact: true }).first().click();
  await page.waitForURL(/edit$/);
  const url = page.url();
  const other = await page.context().newPage();
  await other.goto(url);
  await other.getByLabel("Comment", { exact: true }).fill("Other words of mine");
  await other.getByRole("button", { name: "Save comment" }).click();
  await other.waitForURL(/#comment/);
  await page.getByLabel("Comment", { exact: true }).fill("My words");
  await page.getByRole("button", { name: "Save comment" }).click();
  await expect(page.getByRole("region", { name: "Both versions" }).first()).toBeVisible();
  await shot("newer");
});
