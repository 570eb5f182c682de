/** Saved views of the list, and facts that change where they stand, with and without JavaScript. */
import { expect, type Page, test } from "@playwright/test";
import { createProject, createWorkspace, hydrated, signInAs, signUp, tenantUrl, unique } from "./people.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    async function workspaceWith(page: Page, names: string[], plan: "Standard" | "Enterprise" = "Standard") {
      const slug = unique("v");
      await signUp(page, `${slug}@example.com`);
      await createWorkspace(page, slug, plan);
      const ids: string[] = [];
      for (const name of names) ids.push(await createProject(page, slug, name));
      return { slug, ids };
    }
    const tab = (page: Page, name: string) =>
      page.getByRole("navigation", { name: "Saved views" }).getByRole("link", { name });

    for (const plan of ["Standard", "Enterprise"] as const) {
      test(`a view of a ${plan} workspace is saved, opened, renamed, deleted and brought back`, async ({
        page,
      }) => {
        const { slug } = await workspaceWith(page, ["Pier"], plan);
        await page.goto(tenantUrl(slug, "/projects?status=paused&sort=name"));
        await page.getByRole("link", { name: "Save this view" }).click();
        if (javaScriptEnabled) await hydrated(page);
        await page.getByLabel("Name of the view").fill("Waiting");
        await page.getByRole("button", { name: "Save this view" }).click();
        await expect(page.getByText("The view “Waiting” is saved.")).toBeVisible();
        await expect(page).toHaveURL(tenantUrl(slug, "/projects?status=paused&sort=name"));
        await expect(tab(page, "Waiting")).toHaveAttribute("aria-current", "page");
        await expect(page.getByRole("link", { name: "Save this view" })).toHaveCount(0);

        await page.goto(tenantUrl(slug, "/projects/views/new?status=done"));
        await page.getByLabel("Name of the view").fill("waiting");
        await page.getByRole("button", { name: "Save this view" }).click();
        await expect(page.getByText("You have a view of this name.").first()).toBeVisible();

        await page.goto(tenantUrl(slug, "/projects/views"));
        await page.getByRole("link", { name: "Rename Waiting" }).click();
        await page.getByLabel("Name of the view").fill("On hold");
        await page.getByLabel("Share it with everyone in the workspace").check();
        await page.getByRole("button", { name: "Save changes" }).click();
        await expect(page.getByRole("row", { name: /On hold/ })).toContainText("Everyone");

        await page.getByRole("button", { name: "Begin with On hold" }).click();
        await expect(page.getByText("Your projects begin with “On hold” now.")).toBeVisible();
        await page.goto(tenantUrl(slug, "/projects"));
        await expect(page).toHaveURL(tenantUrl(slug, "/projects?status=paused&sort=name"));
        await tab(page, "All").click();
        await expect(page.getByRole("main").getByRole("link", { name: "Pier", exact: true })).toBeVisible();

        await page.getByRole("link", { name: "Manage views" }).click();
        await page.getByRole("button", { name: "Delete On hold" }).click();
        await expect(page.getByText("The view “On hold” was deleted.")).toBeVisible();
        await page.getByRole("button", { name: "Undo" }).click();
        await expect(page.getByText("The view “On hold” is back.")).toBeVisible();
        await expect(page.getByRole("row", { name: /On hold/ })).toBeVisible();
      });
    }

    test("owner and categories change on the project's page and in the list, and can be undone", async ({
      page,
    }) => {
      const name = unique("Jetty");
      await signInAs(page, "Ada Lovelace", tenantUrl("acme", "/projects"));
      const id = await createProject(page, "acme", name);
      const categories = page.getByRole("group", { name: "Categories" });
      await page.getByText("Change categories").click();
      const first = categories.getByRole("checkbox").first();
      await first.check();
      await page.getByRole("button", { name: "Set categories" }).click();
      await expect(page.getByText(`The categories of “${name}” were changed.`)).toBeVisible();
      await page.getByRole("button", { name: "Undo" }).click();
      await expect(page.getByText(`Undone: “${name}” is as it was.`)).toBeVisible();

      await page.goto(tenantUrl("acme", `/projects?q=${name}&row=${id}`));
      await page.getByLabel("Owner", { exact: true }).last().selectOption({ label: "Alan Turing" });
      await page.getByRole("button", { name: "Set Owner" }).click();
      await expect(page.getByText(`“${name}” has a new owner.`)).toBeVisible();
      await expect(page.getByRole("row", { name })).toContainText("Alan Turing");
      await page.getByRole("button", { name: "Undo" }).click();
      await expect(page.getByRole("row", { name })).toContainText("Ada Lovelace");
    });
  });
}
