/** What members do with projects day by day, with and without JavaScript, on both kinds of placement. */
import { expect, type Page, test } from "@playwright/test";
import { createProject, createWorkspace, signInAs, signUp, tenantUrl, unique } from "./people.ts";

const PLANS = ["Standard", "Enterprise"] as const;

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    async function workspaceWith(page: Page, names: string[], plan: (typeof PLANS)[number] = "Standard") {
      const slug = unique("p");
      await signUp(page, `${slug}@example.com`);
      await createWorkspace(page, slug, plan);
      const ids: string[] = [];
      for (const name of names) ids.push(await createProject(page, slug, name));
      await page.goto(tenantUrl(slug, "/projects"));
      return { slug, ids };
    }
    const link = (page: Page, name: string) =>
      page.getByRole("main").getByRole("link", { name, exact: true });

    for (const plan of PLANS) {
      test(`projects of a ${plan} workspace are ticked, archived, and brought back by Undo`, async ({
        page,
      }) => {
        await workspaceWith(page, ["Pier", "Quay", "Dock"], plan);
        await page.getByLabel("Choose Pier").check();
        await page.getByLabel("Choose Dock").check();
        await page.getByLabel("With those that are ticked:").selectOption({ label: "Archive" });
        await page.getByRole("button", { name: "Apply" }).click();
        await expect(page.getByRole("status").first()).toContainText("2 projects were archived.");
        await expect(link(page, "Quay")).toBeVisible();
        await expect(link(page, "Pier")).toHaveCount(0);

        await page.getByRole("button", { name: "Undo" }).click();
        await expect(page.getByText("Undone: 2 projects are as they were.")).toBeVisible();
        for (const name of ["Pier", "Quay", "Dock"]) await expect(link(page, name)).toBeVisible();
      });
    }

    test("a new status for several is undone to what each had", async ({ page }) => {
      const { slug, ids } = await workspaceWith(page, ["Pier", "Quay"]);
      await page.goto(tenantUrl(slug, `/projects/${ids[0]}`));
      await page.getByLabel("Status", { exact: true }).selectOption("Paused");
      await page.getByRole("button", { name: "Set Status" }).click();
      await expect(page.getByText("“Pier” has a new status.")).toBeVisible();
      await expect(page).toHaveURL(tenantUrl(slug, `/projects/${ids[0]}`));

      await page.goto(tenantUrl(slug, "/projects?sort=name"));
      await page.getByLabel("Choose Pier").check();
      await page.getByLabel("Choose Quay").check();
      await page.getByLabel("With those that are ticked:").selectOption({ label: "Done" });
      await page.getByRole("button", { name: "Apply" }).click();
      await expect(page.getByText("2 projects have a new status.")).toBeVisible();
      // The list is as it was filtered and sorted.
      await expect(page).toHaveURL(tenantUrl(slug, "/projects?sort=name"));
      await page.getByRole("button", { name: "Undo" }).click();
      await expect(page.getByText("Undone: 2 projects are as they were.")).toBeVisible();
      await page.goto(tenantUrl(slug, "/projects?status=paused"));
      await expect(link(page, "Pier")).toBeVisible();
      await expect(link(page, "Quay")).toHaveCount(0);
    });

    test("what is deleted waits in the trash, and is restored from there", async ({ page }) => {
      const { slug } = await workspaceWith(page, ["Pier"]);
      await page.getByLabel("Choose Pier").check();
      await page.getByLabel("With those that are ticked:").selectOption({ label: "Move to trash" });
      await page.getByRole("button", { name: "Apply" }).click();
      await expect(page.getByText("“Pier” is in the trash.")).toBeVisible();
      await page.getByRole("link", { name: "Trash" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Trash" })).toBeVisible();
      await expect(page.getByRole("row", { name: /Pier/ })).toContainText("Nora Newcomer");
      await page.getByRole("button", { name: "Restore Pier" }).click();
      await expect(page.getByText("“Pier” was restored.")).toBeVisible();
      await page.goto(tenantUrl(slug, "/projects"));
      await expect(link(page, "Pier")).toBeVisible();
    });

    test("nothing ticked: nothing is changed, and it is said", async ({ page }) => {
      await workspaceWith(page, ["Pier"]);
      await page.getByLabel("With those that are ticked:").selectOption({ label: "Archive" });
      await page.getByRole("button", { name: "Apply" }).click();
      await expect(page.getByText("Nothing was changed")).toBeVisible();
      await expect(link(page, "Pier")).toBeVisible();
    });

    test("a search marks what it found, and finds what is misspelled", async ({ page }) => {
      const { slug } = await workspaceWith(page, ["Harbour survey", "Kitchen"]);
      await page.goto(tenantUrl(slug, "/projects?q=harb"));
      await expect(page.locator("mark")).toHaveText("Harb");
      await expect(link(page, "Kitchen")).toHaveCount(0);
      await page.goto(tenantUrl(slug, "/projects?q=kitchn"));
      await expect(page.getByText("No project here has “kitchn” in it.")).toBeVisible();
      await expect(link(page, "Kitchen")).toBeVisible();
    });

    test("the second of two editors gets both versions before anything is overwritten", async ({ page }) => {
      const { slug, ids } = await workspaceWith(page, ["Pier"]);
      const edit = tenantUrl(slug, `/projects/${ids[0]}/edit`);
      const other = await page.context().newPage();
      await page.goto(edit);
      await other.goto(edit);
      await other.getByLabel("Name", { exact: true }).fill("Pier of others");
      await other.getByRole("button", { name: "Save changes" }).click();
      await expect(other.getByRole("heading", { level: 1, name: "Pier of others" })).toBeVisible();

      // A refused form in between makes what was typed no newer.
      await page.getByLabel("Name", { exact: true }).fill(" ");
      await page.getByRole("button", { name: "Save changes" }).click();
      await expect(page.locator("form").getByRole("alert")).toBeVisible();
      await page.getByLabel("Name", { exact: true }).fill("Pier of mine");
      await page.getByRole("button", { name: "Save changes" }).click();
      const versions = page.getByRole("region", { name: "Both versions" }).first();
      await expect(versions).toContainText("Pier of others");
      await expect(versions).toContainText("Pier of mine");
      await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Pier of mine");
      await other.reload();
      await expect(other.getByRole("heading", { level: 1, name: "Pier of others" })).toBeVisible();

      await page.getByRole("button", { name: "Save changes" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Pier of mine" })).toBeVisible();
    });

    test("a project is duplicated, and given to somebody else, who is told of it", async ({ page }) => {
      const name = unique("Jetty");
      await signInAs(page, "Ada Lovelace", tenantUrl("acme", "/projects"));
      await createProject(page, "acme", name);
      await page.getByRole("link", { name: "Duplicate" }).click();
      await expect(page.getByLabel("Name", { exact: true })).toHaveValue(`Copy of ${name}`);
      await page.getByRole("button", { name: "Create project" }).click();
      await expect(page.getByRole("heading", { level: 1, name: `Copy of ${name}` })).toBeVisible();
      await page.goto(`${page.url()}/owner`);
      await page.getByLabel("New owner").selectOption({ label: "Alan Turing (alan@acme.example)" });
      await page.getByRole("button", { name: "Give it away" }).click();
      await expect(page.getByText(`“Copy of ${name}” has a new owner.`)).toBeVisible();
      await expect(page.getByRole("row", { name: `Copy of ${name}` })).toContainText("Alan Turing");
    });

    test("a page from which all was put away leads back to the list, and the archive is found from an empty one", async ({
      page,
    }) => {
      const { slug } = await workspaceWith(page, ["Pier"]);
      await page.getByLabel("Choose Pier").check();
      await page.getByLabel("With those that are ticked:").selectOption({ label: "Archive" });
      await page.getByRole("button", { name: "Apply" }).click();
      await expect(page.getByText("“Pier” was archived.")).toBeVisible();
      const beyond = Buffer.from(JSON.stringify([0, "00000000-0000-7000-8000-000000000000"])).toString(
        "base64url",
      );
      await page.goto(tenantUrl(slug, `/projects?cursor=${beyond}`));
      await expect(page).toHaveURL(tenantUrl(slug, "/projects"));
      await page.getByRole("link", { name: "Look at the archived ones." }).click();
      await expect(link(page, "Pier")).toBeVisible();
    });
  });
}
