import { expect, test } from "@playwright/test";
import { createProject, createWorkspace, signUp, tenantUrl, unique } from "./people.ts";
import { E2E } from "./server.ts";
import { whereIsProject } from "./where-is.ts";

const PLANS = [
  { plan: "Standard", place: /^tenantry\.t_[0-9a-f]{32}$/ },
  { plan: "Enterprise", place: /^(t_[0-9a-f]{32})\.\1$/ },
] as const;

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    for (const { plan, place } of PLANS) {
      test(`a newcomer signs up, makes a workspace on the ${plan} plan, and saves a project in its own place`, async ({
        page,
      }) => {
        const slug = unique("w");
        const name = `Project ${slug}`;
        await signUp(page, `${slug}@example.com`);
        await createWorkspace(page, slug, plan);
        await expect(page.getByRole("heading", { level: 1, name: "Dashboard" })).toBeVisible();

        await createProject(page, slug, name);
        await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
        await expect(page.getByRole("status")).toContainText(name);

        await page.goto(tenantUrl(slug, "/projects"));
        await expect(page.getByRole("link", { name })).toBeVisible();
        const places = await whereIsProject(name);
        expect(places).toHaveLength(1);
        expect(places[0]).toMatch(place);
      });
    }

    test("signing in leads straight into the only workspace, and to the list where there are two", async ({
      page,
    }) => {
      const [slug, second] = [unique("one"), unique("two")];
      const signInAgain = async () => {
        await page.context().clearCookies();
        await page.goto(`${E2E.baseUrl}/sign-in`);
        await page.getByLabel("E-mail address").fill(`${slug}@example.com`);
        await page.getByRole("button", { name: "Sign in", exact: true }).click();
      };
      await signUp(page, `${slug}@example.com`);
      await createWorkspace(page, slug, "Standard");
      await signInAgain();
      await page.waitForURL(tenantUrl(slug, "/dashboard"));
      await page.goto(`${E2E.baseUrl}/onboarding`);
      await createWorkspace(page, second, "Standard");
      await signInAgain();
      await page.waitForURL(`${E2E.baseUrl}/workspaces`);
      await expect(page.getByRole("link", { name: `Workspace ${second}` })).toBeVisible();
    });

    test("a project is changed and deleted, and says so", async ({ page }) => {
      const slug = unique("w");
      await signUp(page, `${slug}@example.com`);
      await createWorkspace(page, slug, "Standard");
      await createProject(page, slug, "Before");

      await page.getByRole("link", { name: "Edit project" }).click();
      await page.getByLabel("Name", { exact: true }).fill("After");
      await page.getByLabel("Status").selectOption("paused");
      await page.getByRole("button", { name: "Save changes" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "After" })).toBeVisible();

      await page.getByRole("link", { name: "Delete project" }).click();
      await page.getByLabel("Type the name of the project to confirm").fill("Before");
      await page.getByRole("button", { name: "Delete project" }).click();
      await expect(page.getByText("This is not the name of the project.").first()).toBeVisible();
      await page.getByLabel("Type the name of the project to confirm").fill("After");
      await page.getByRole("button", { name: "Delete project" }).click();
      await expect(page.getByRole("status")).toContainText("After");
      await expect(page.getByRole("link", { name: "After" })).toHaveCount(0);
    });

    test("what was typed is kept, and the field says what is wrong", async ({ page }) => {
      const slug = unique("w");
      await signUp(page, `${slug}@example.com`);
      await page.getByLabel("Name of the workspace").fill("Kept as typed");
      await page.getByLabel("Address").fill("platform");
      await page.getByRole("button", { name: "Create workspace" }).click();
      await expect(page.getByText(/This address is reserved\. “[a-z0-9-]+” is free\./).first()).toBeVisible();
      await expect(page.getByLabel("Name of the workspace")).toHaveValue("Kept as typed");

      await page.getByLabel("Address").fill("acme");
      await page.getByRole("button", { name: "Create workspace" }).click();
      await expect(page.getByText(/This address is taken\. “acme-2” is free\./).first()).toBeVisible();
    });

    test("a name of markup and emoji is shown as text, one that is too long is refused", async ({ page }) => {
      const slug = unique("w");
      const name = `<img src=x onerror=alert(1)> & “🚀” ${slug}`;
      await signUp(page, `${slug}@example.com`);
      await createWorkspace(page, slug, "Standard");
      await createProject(page, slug, name);
      await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();

      await page.goto(tenantUrl(slug, "/projects/new"));
      const field = page.getByLabel("Name", { exact: true });
      await field.fill("x".repeat(121));
      await page.getByLabel("Description").fill("Kept as typed");
      await page.getByRole("button", { name: "Create project" }).click();
      await expect(page.getByText("Use at most 120 characters.").first()).toBeVisible();
      await expect(page.getByLabel("Description")).toHaveValue("Kept as typed");
    });
  });
}
