/** What a page says of a failure is true: who failed, whether anything was sent, and what the way on does. */
import { expect, type Page, test } from "@playwright/test";
import { adminQuery, setStatus } from "./database.ts";
import { createWorkspace, hydrated, signInAs, signUp, tenantUrl, unique } from "./people.ts";
import { E2E } from "./server.ts";

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
/** What the style sheet says: another one is the browser's own. */
const fontOf = (page: Page) => page.evaluate(() => getComputedStyle(document.body).fontFamily);
const requestId = (page: Page) => page.getByText("Request id");

/** Every question that the page asks by script, as a proxy answers it whose upstream is gone. */
const answerAsProxy = (page: Page, status: number) =>
  page.route(/\.data(\?|$)/, (route) =>
    route.fulfill({ status, contentType: "text/html", body: "<h1>Bad Gateway</h1>" }),
  );

test.describe("with JavaScript", () => {
  test.beforeEach(async ({ page }) => {
    await signInAs(page, "Ada Lovelace", tenantUrl("acme", "/dashboard"));
  });

  test("offline is said as that, with no request id, whether the page was seen before or not", async ({
    page,
    context,
  }) => {
    await page.goto(tenantUrl("acme", "/projects"));
    await hydrated(page);
    await page.getByRole("link", { name: "Dashboard" }).click();
    await expect(heading(page)).toHaveText("Dashboard");
    const font = await fontOf(page);
    await context.setOffline(true);
    await page.getByRole("link", { name: "Projects", exact: true }).click();
    await expect(heading(page)).toHaveText("There is no connection");
    await expect(requestId(page)).toHaveCount(0);
    await expect(page.getByText("500")).toHaveCount(0);
    expect(await fontOf(page)).toBe(font);

    await context.setOffline(false);
    await page.goto(tenantUrl("acme", "/dashboard"));
    await hydrated(page);
    await context.setOffline(true);
    await page.getByRole("link", { name: "Projects", exact: true }).click();
    await expect(heading(page)).toHaveText("There is no connection");
  });

  test("back online, trying again opens the page that was asked for, with its search", async ({
    page,
    context,
  }) => {
    await page.goto(tenantUrl("acme", "/projects"));
    await hydrated(page);
    await context.setOffline(true);
    await page.getByLabel("Status").selectOption("active");
    await page.getByRole("button", { name: "Filter", exact: true }).click();
    await expect(heading(page)).toHaveText("There is no connection");
    await context.setOffline(false);
    await page.getByRole("link", { name: "Try again" }).click();
    await expect(heading(page)).toHaveText("Projects");
    expect(new URL(page.url()).search).toContain("status=active");
  });

  for (const status of [200, 502, 504]) {
    test(`a proxy's own ${status} is said as not reached, with no request id, and tried again where it failed`, async ({
      page,
    }) => {
      await answerAsProxy(page, status);
      await page.getByRole("link", { name: "Projects", exact: true }).click();
      await expect(heading(page)).toHaveText("We could not be reached");
      await expect(requestId(page)).toHaveCount(0);
      await page.unrouteAll();
      await page.getByRole("link", { name: "Try again" }).click();
      await expect(heading(page)).toHaveText("Projects");
    });
  }

  test("a form sent while offline: nothing was sent, and the way on is its form", async ({
    page,
    context,
  }) => {
    await page.goto(tenantUrl("acme", "/projects/new"));
    await page.getByLabel("Name", { exact: true }).fill("Never sent");
    await context.setOffline(true);
    await page.getByRole("button", { name: "Create project" }).click();
    await expect(heading(page)).toHaveText("There is no connection");
    await expect(page.getByText("Nothing was sent.")).toBeVisible();
    await expect(page.getByRole("link", { name: "Try again" })).toHaveCount(0);
    await context.setOffline(false);
    await page.getByRole("link", { name: "Back to the form" }).click();
    await expect(page.getByRole("button", { name: "Create project" })).toBeVisible();
  });

  test("a form that a proxy answered: nobody knows whether it was saved, and it says so", async ({
    page,
  }) => {
    await page.goto(tenantUrl("acme", "/projects/new"));
    await page.getByLabel("Name", { exact: true }).fill("Perhaps sent");
    await answerAsProxy(page, 502);
    await page.getByRole("button", { name: "Create project" }).click();
    await expect(heading(page)).toHaveText("We could not be reached");
    await expect(page.getByText("It is not known whether what you sent was saved.")).toBeVisible();
    await expect(requestId(page)).toHaveCount(0);
    await page.unrouteAll();
    await page.getByRole("link", { name: "Back to the form" }).click();
    await expect(page.getByRole("button", { name: "Create project" })).toBeVisible();
  });
});

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("not a member's, a deleted and an unknown workspace say the same, who is signed in, and the ways out", async ({
      page,
    }) => {
      const slug = unique("deleted");
      await signUp(page, `${slug}@failures.example`);
      await createWorkspace(page, slug, "Standard");
      await setStatus(slug, "deleted");
      const texts = new Set<string>();
      for (const closed of ["acme", slug, unique("nobody")]) {
        expect(
          (await page.goto(`${E2E.baseUrl}/workspaces/${closed}/enter?nonce=${"a".repeat(64)}`))?.status(),
        ).toBe(404);
        const text = await page.getByRole("main").textContent();
        texts.add((text ?? "").replace(/Request id.*/s, ""));
        expect(text).toContain(`You are signed in as ${slug}@failures.example.`);
      }
      expect(texts.size).toBe(1);
      // Nor does the way in lead on where it begins.
      for (const closed of [slug, unique("nobody")]) {
        expect((await page.goto(`${E2E.baseUrl}/workspaces/${closed}/enter`))?.status()).toBe(404);
        expect(new URL(page.url()).host).toBe(E2E.host);
      }
      await page.getByRole("link", { name: "Your workspaces" }).click();
      await expect(heading(page)).toHaveText("Your workspaces");
      await expect(page.getByText("It can be restored until")).toBeVisible();
      await page.goBack();
      await page.getByRole("button", { name: "Use another account" }).click();
      await page.goto(`${E2E.baseUrl}/workspaces`);
      await expect(heading(page)).toHaveText("Sign in");
    });

    test("whose membership is over is told who they are on the workspace's own hostname, and may leave", async ({
      page,
    }) => {
      const slug = unique("former");
      await signUp(page, `${slug}@failures.example`);
      await createWorkspace(page, slug, "Standard");
      await adminQuery(
        `UPDATE control.memberships SET deleted_at = now()
          WHERE tenant_id = (SELECT id FROM control.tenants WHERE slug = $1)`,
        [slug],
      );
      expect((await page.goto(tenantUrl(slug, "/dashboard")))?.status()).toBe(403);
      await expect(page.getByText(`You are signed in as ${slug}@failures.example.`)).toBeVisible();
      await expect(page.getByText(`Workspace ${slug}`)).toHaveCount(0);
      await page.getByRole("button", { name: "Use another account" }).click();
      await page.goto(tenantUrl(slug, "/dashboard"));
      await expect(heading(page)).toHaveText("Sign in");
    });

    test("an unknown address inside a workspace keeps its sidebar for members, and tells others nothing", async ({
      page,
    }) => {
      await page.goto(tenantUrl("acme", "/no-such-page"));
      await expect(heading(page)).toHaveText("There is nothing here");
      await expect(page.getByText("Acme")).toHaveCount(0);
      await signInAs(page, "Ada Lovelace", tenantUrl("acme", "/dashboard"));
      expect((await page.goto(tenantUrl("acme", "/no-such-page")))?.status()).toBe(404);
      await expect(heading(page)).toHaveText("There is nothing here");
      await page.getByRole("navigation").getByRole("link", { name: "Projects" }).click();
      await expect(heading(page)).toHaveText("Projects");
    });

    test("a form that our own server refuses says that nothing was saved, names that request, and leads to its form; the page that promises to load again does", async ({
      page,
    }) => {
      const slug = unique("moving");
      await signUp(page, `${slug}@failures.example`);
      await createWorkspace(page, slug, "Standard");
      await page.goto(tenantUrl(slug, "/projects/new"));
      const document = await page.locator("html").getAttribute("data-request-id");
      await setStatus(slug, "moving");
      await page.getByLabel("Name", { exact: true }).fill("Refused");
      const answered = page.waitForResponse((response) => response.request().method() === "POST");
      await page.getByRole("button", { name: "Create project" }).click();
      const id = (await answered).headers()["x-request-id"] ?? "none";
      await expect(heading(page)).toHaveText("This workspace is being moved");
      await expect(page.getByText("What you sent was not saved.")).toBeVisible();
      await expect(page.getByText(id)).toBeVisible();
      expect(id).not.toBe(document);
      await expect(page.getByText("loads again by itself")).toHaveCount(0);

      await page.getByRole("link", { name: "Back to the form" }).click();
      await expect(page.getByText("The page loads again by itself.")).toBeVisible();
      expect(new URL(page.url()).pathname).toBe("/projects/new");
      await setStatus(slug, "active");
      await expect(page.getByRole("button", { name: "Create project" })).toBeVisible();
    });
  });
}
