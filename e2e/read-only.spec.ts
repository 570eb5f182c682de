/** A workspace that is read-only, as its people meet it: what they read, and what becomes of their forms. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, type Page, test } from "@playwright/test";
import { adminQuery } from "./database.ts";
import { ask } from "./http.ts";
import { createProject, createWorkspace, hydrated, signInAs, signUp, tenantUrl, unique } from "./people.ts";
import { listRoutes } from "./routes.ts";
import { E2E, environment } from "./server.ts";

const LINE = /^This workspace is read-only/;

async function tenants(...args: string[]): Promise<void> {
  await promisify(execFile)(process.execPath, ["db/cli.ts", "tenants", ...args], { env: environment(E2E) });
}

async function newWorkspace(page: Page, plan: "Standard" | "Enterprise" = "Standard"): Promise<string> {
  const slug = unique("ro");
  await signUp(page, `${slug}@example.com`);
  await createWorkspace(page, slug, plan);
  return slug;
}

/** Until the server has heard of it, which a page says. */
async function shows(page: Page, path: string, isReadOnly: boolean): Promise<void> {
  await expect(async () => {
    await page.goto(path);
    await expect(page.getByRole("note").filter({ hasText: LINE })).toHaveCount(isReadOnly ? 1 : 0);
  }).toPass();
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });
    const ready = (page: Page) => (javaScriptEnabled ? hydrated(page) : undefined);

    test("a form that is sent to a read-only workspace saves nothing, says so, and saves once it is resumed", async ({
      page,
    }) => {
      const slug = await newWorkspace(page);
      await page.goto(tenantUrl(slug, "/projects/new"));
      await ready(page);
      await page.getByLabel("Name", { exact: true }).fill("Half typed");
      await tenants("read-only", slug, "--yes", "--until", "2h", "--notice", "We move your data.");
      const other = await page.context().newPage();
      await shows(other, tenantUrl(slug, "/dashboard"), true);
      await expect(other.getByRole("note")).toContainText("We move your data.");
      await expect(other.getByRole("note")).toContainText(/until \w+ \d+/);
      await other.close();

      const answered = page.waitForResponse((response) => response.request().method() === "POST");
      await page.getByRole("button", { name: "Create project" }).click();
      expect((await answered).status()).toBe(503);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Nothing was saved");
      await expect(
        page
          .getByRole("main")
          .getByText(/read-only, probably until \w+ \d+/)
          .last(),
      ).toBeVisible();
      await expect(page.getByRole("region", { name: /What you had typed/ })).toContainText("Half typed");

      await page.getByRole("link", { name: "Back to the form" }).click();
      await expect(page).toHaveURL(tenantUrl(slug, "/projects/new"));
      await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Half typed");
      const projects = await page.context().newPage();
      await projects.goto(tenantUrl(slug, "/projects"));
      await expect(projects.getByRole("main")).not.toContainText("Half typed");

      await tenants("resume", slug);
      await shows(projects, tenantUrl(slug, "/projects"), false);
      await projects.close();
      await page.getByRole("button", { name: "Create project" }).click();
      await page.waitForURL(/\/projects\/[0-9a-f-]{36}$/);
      await expect(page.getByRole("heading", { level: 1, name: "Half typed" })).toBeVisible();
    });

    test("pages of a read-only workspace are read as ever, and what is the person's own is taken", async ({
      page,
    }) => {
      const slug = await newWorkspace(page, "Enterprise");
      const id = await createProject(page, slug, "To be read");
      await tenants("read-only", slug, "--yes");
      await shows(page, tenantUrl(slug, "/dashboard"), true);
      for (const path of [
        ...["/dashboard", "/projects", `/projects/${id}`, `/projects/${id}/edit`, "/projects/new"],
        ...[
          "/notifications",
          "/members",
          "/activity",
          "/settings",
          "/account",
          "/sessions",
          "/search?q=read",
        ],
      ]) {
        const response = await page.goto(tenantUrl(slug, path));
        expect(response?.status(), path).toBe(200);
        await expect(page.getByRole("note").filter({ hasText: LINE }), path).toHaveCount(1);
      }
      if (javaScriptEnabled) {
        const stream = page.waitForResponse((response) => new URL(response.url()).pathname === "/live");
        await page.goto(tenantUrl(slug, "/projects"));
        expect((await stream).status()).toBe(200);
      }
      await page.goto(`${E2E.baseUrl}/workspaces`);
      await expect(page.getByRole("main").getByText("Read-only", { exact: true })).toBeVisible();
      await page.goto(`${E2E.baseUrl}/start`);
      await expect(page).toHaveURL(tenantUrl(slug, "/dashboard"));

      await page.goto(tenantUrl(slug, "/account"));
      await ready(page);
      await page.getByRole("main").getByLabel("Theme").selectOption("dark");
      await page.getByRole("button", { name: /^Save/ }).click();
      await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
      await page.goto(tenantUrl(slug, "/activity"));
      const file = page.waitForEvent("download");
      await page.getByRole("button", { name: /CSV/ }).click();
      expect((await file).suggestedFilename()).toMatch(/\.csv$/);
      await page.goto(tenantUrl(slug, "/dashboard"));
      await page.getByRole("button", { name: "Sign out" }).first().click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("You are signed out");
    });
  });
}

const cookiesOf = async (page: Page, slug: string) => {
  const cookies = await page.context().cookies(tenantUrl(slug));
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
};

// Threat: a page that writes in passing fails in every read-only workspace.
test("every page of a read-only workspace answers as it does of one that is active", async ({ page }) => {
  const slug = await newWorkspace(page);
  const id = await createProject(page, slug, "To be read");
  const host = `${slug}.${E2E.host}`;
  const paths = listRoutes()
    .filter(({ area, path }) => area === "tenant" && !/^\/(live|session.*)$/.test(path))
    .map(({ path }) => path.replace(":projectId", id))
    .filter((path) => !/[:*]/.test(path));
  expect(paths.length).toBeGreaterThan(40);
  const answers = async () => {
    const headers = { Cookie: await cookiesOf(page, slug) };
    const all: Record<string, number> = {};
    for (const path of paths) all[path] = (await ask({ host, path, headers })).status;
    return all;
  };
  const whileActive = await answers();
  expect(Object.values(whileActive).filter((status) => status >= 400)).toEqual([]);
  await tenants("read-only", slug, "--yes");
  await shows(page, tenantUrl(slug, "/dashboard"), true);
  expect(await answers()).toEqual(whileActive);
});

test("without an end that is known, 503 names no time to come again", async ({ page }) => {
  const slug = await newWorkspace(page);
  const send = async (body = "name=x") =>
    ask({
      ...{ host: `${slug}.${E2E.host}`, path: "/projects/new", method: "POST", body },
      headers: {
        Origin: tenantUrl(slug).replace(/\/$/, ""),
        Cookie: await cookiesOf(page, slug),
        "Content-Type": "application/x-www-form-urlencoded",
      },
    });
  await tenants("read-only", slug, "--yes");
  await shows(page, tenantUrl(slug, "/dashboard"), true);
  const open = await send();
  expect([open.status, open.headers["retry-after"]]).toEqual([503, undefined]);
  // More than can be kept is refused all the same, and so is what is no form.
  expect((await send(`name=${"x".repeat(100_000)}`)).status).toBe(503);
  expect((await send("%")).status).toBe(503);
  await tenants("read-only", slug, "--until", "2h");
  await expect.poll(async () => Number((await send()).headers["retry-after"])).toBeGreaterThan(7_000);
});

test("staff make a tenant read-only, until when and why, and resume it", async ({ page, browser }) => {
  const owner = await (await browser.newContext()).newPage();
  const slug = await newWorkspace(owner);
  await signInAs(page, "Sam Staff", `http://platform.${E2E.host}/platform/tenants?q=${slug}`);
  await page.getByRole("link", { name: slug, exact: true }).click();
  await page.getByRole("link", { name: "Make read-only", exact: true }).click();
  await page.getByLabel(/^Expected until/).fill("next week");
  await page.getByRole("button", { name: "Make tenant read-only" }).click();
  await expect(page.getByText("Write a length such as 2h").first()).toBeVisible();
  await page.getByLabel(/^Expected until/).fill("3h");
  await page.getByLabel(/^Notice to members/).fill("We move your data.");
  await page.getByRole("button", { name: "Make tenant read-only" }).click();
  await page.waitForURL(/\/platform\/tenants\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("main").getByRole("status").first()).toContainText(`${slug} is read-only.`);
  await expect(page.getByRole("main")).toContainText("Expected to end");
  await shows(owner, tenantUrl(slug, "/dashboard"), true);
  await expect(owner.getByRole("note")).toContainText("We move your data.");
  await page.getByRole("link", { name: "Resume", exact: true }).click();
  await page.getByRole("button", { name: "Resume tenant" }).click();
  await page.waitForURL(/\/platform\/tenants\/[0-9a-f-]{36}$/);
  await shows(owner, tenantUrl(slug, "/dashboard"), false);
  const rows = await adminQuery<{ action: string }>(
    `SELECT action FROM control.audit_log a JOIN control.tenants t ON t.id = a.tenant_id
     WHERE t.slug = $1 AND action IN ('tenant.readOnly', 'tenant.resume') ORDER BY a.id`,
    [slug],
  );
  expect(rows.map(({ action }) => action)).toEqual(["tenant.readOnly", "tenant.resume"]);
});
