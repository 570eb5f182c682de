import { expect, type Page, test } from "@playwright/test";
import { setStatus } from "./database.ts";
import { createProject, createWorkspace, signInAs, signUp, tenantUrl, unique } from "./people.ts";
import { E2E } from "./server.ts";

/**
 * A page with a form that is sent as it should not be: what is typed first, what happens meanwhile, and the
 * button.
 */
type Refused = {
  url: string;
  button: string;
  typed?: Record<string, string>;
  meanwhile?: () => Promise<void>;
};

const platformUrl = (path: string) => tenantUrl("platform", path);

async function expectRefusal(page: Page, { url, button, typed = {}, meanwhile }: Refused): Promise<void> {
  await page.goto(url);
  await expect(page).not.toHaveTitle(/^Error: /);
  await meanwhile?.();
  // The second time the same is wrong again.
  for (const time of ["first", "second"]) {
    for (const [label, text] of Object.entries(typed))
      await page.getByLabel(new RegExp(`^${label}`)).fill(text);
    await page.getByRole("button", { name: button, exact: true }).click();
    const summary = page.locator("form").getByRole("alert");
    await expect(summary, `${url}, the ${time} time`).toBeFocused();
    await expect(page, `${url}, the ${time} time`).toHaveTitle(/^Error: /);
    await page.locator("h1").click();
  }
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a refused form of the apex says so in the title, and the focus is on what is wrong", async ({
      page,
    }) => {
      await expectRefusal(page, { url: `${E2E.baseUrl}/sign-in`, button: "Sign in" });
      await expectRefusal(page, { url: `${E2E.baseUrl}/sign-up`, button: "Create account" });
      await signUp(page, `${unique("r")}@example.com`);
      await expectRefusal(page, { url: `${E2E.baseUrl}/onboarding`, button: "Create workspace" });
      const typed = { "Name of the workspace": "Acme", Address: "acme" };
      await expectRefusal(page, { url: `${E2E.baseUrl}/onboarding`, button: "Create workspace", typed });
    });

    test("a refused form of a workspace says so in the title, and the focus is on what is wrong", async ({
      page,
    }) => {
      const slug = unique("r");
      await signUp(page, `${slug}@example.com`);
      await createWorkspace(page, slug, "Standard");
      const project = tenantUrl(slug, `/projects/${await createProject(page, slug, "Pad")}`);
      await expectRefusal(page, { url: tenantUrl(slug, "/projects/new"), button: "Create project" });
      await expectRefusal(page, { url: `${project}/edit`, button: "Save changes", typed: { Name: "" } });
      await expectRefusal(page, { url: `${project}/delete`, button: "Delete project" });
    });

    test("a refused form of the console says so in the title, and the focus is on what is wrong", async ({
      page,
    }) => {
      await signInAs(page, "Sam Staff", platformUrl("/platform/tenants?q=initech"));
      await page.getByRole("link", { name: "initech", exact: true }).click();
      await page.waitForURL(/[0-9a-f-]{36}$/);
      const tenant = page.url();
      await expectRefusal(page, {
        url: `${tenant}/renames`,
        button: "Rename tenant",
        typed: { Slug: "platform" },
      });
      await expectRefusal(page, { url: `${tenant}/deletions`, button: "Delete tenant" });
      await expectRefusal(page, { url: `${tenant}/suspensions`, button: "Suspend tenant" });
    });

    test("a form of the console that comes too late, or that destroys, says so in the title as well", async ({
      page,
      browser,
    }) => {
      const slug = unique("r");
      const owner = await (await browser.newContext()).newPage();
      await signUp(owner, `${slug}@example.com`);
      await createWorkspace(owner, slug, "Standard");
      await signInAs(page, "Sam Staff", platformUrl(`/platform/tenants?q=${slug}`));
      await page.getByRole("link", { name: slug, exact: true }).click();
      await page.waitForURL(/[0-9a-f-]{36}$/);
      const tenant = page.url();
      const meanwhile = async () => {
        await page.getByLabel("Plan").selectOption("enterprise");
        await setStatus(slug, "deleted");
      };
      await expectRefusal(page, { url: `${tenant}/plan-changes`, button: "Change plan", meanwhile });
      const typed = { Reason: "The owner asked for it", "Type the slug": "another" };
      await expectRefusal(page, { url: `${tenant}/purges`, button: "Purge tenant" });
      await expectRefusal(page, { url: `${tenant}/purges`, button: "Purge tenant", typed });
    });
  });
}
