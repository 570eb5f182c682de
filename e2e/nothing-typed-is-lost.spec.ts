/** Promise: what somebody typed is not lost, whatever became of their session while they typed. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { adminQuery } from "./database.ts";
import { ask } from "./http.ts";
import { createProject, createWorkspace, hydrated, signInAs, signUp, tenantUrl, unique } from "./people.ts";
import { E2E, environment } from "./server.ts";

const KEPT = /What you had typed is below again/;

async function newWorkspace(page: Page): Promise<{ slug: string; email: string }> {
  const slug = unique("kept");
  const email = `${slug}@example.com`;
  await signUp(page, email);
  await createWorkspace(page, slug, "Standard");
  return { slug, email };
}

/** Over, as after a change of rights or too long a pause. The browser still has its cookie. */
const endSessions = (slug: string) =>
  adminQuery("UPDATE control.sessions SET revoked_at = now() WHERE hostname = $1", [`${slug}.app.localhost`]);

/** The identity provider has forgotten the browser as well. */
async function forgetProvider(context: BrowserContext): Promise<void> {
  await context.clearCookies({ domain: "app.localhost" });
  await context.clearCookies({ domain: ".app.localhost" });
}

async function signInByEmail(page: Page, email: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function typeWorkspace(page: Page, slug: string): Promise<void> {
  await page.goto(`${E2E.baseUrl}/onboarding?plan=standard`);
  await page.getByLabel("Name of the workspace").fill("Harbour & “Söhne” 🚢");
  await page.getByLabel("Address").fill(slug);
  await page.getByLabel("Enterprise").check();
}

async function expectWorkspaceTyped(page: Page, slug: string): Promise<void> {
  await expect(page).toHaveURL(/\/onboarding\?plan=standard$/);
  await expect(page.getByText(KEPT)).toBeVisible();
  await expect(page.getByLabel("Name of the workspace")).toHaveValue("Harbour & “Söhne” 🚢");
  await expect(page.getByLabel("Address")).toHaveValue(slug);
  await expect(page.getByLabel("Enterprise")).toBeChecked();
}

/** On the apex, for all browsers of this person: the provider told us so. */
const endSignIn = (email: string) =>
  adminQuery(
    `INSERT INTO control.tombstones (kind, id, deleted_at)
     SELECT 'session', s.id, now() FROM local_identity.sessions s
     JOIN local_identity.users u ON u.id = s.user_id WHERE u.email = $1`,
    [email],
  );

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a session that ends while a project is typed, and its form comes back as it was", async ({
      page,
      context,
    }) => {
      const { slug, email } = await newWorkspace(page);
      await page.goto(tenantUrl(slug, "/projects/new"));
      await page.getByLabel("Name", { exact: true }).fill("Harbour “survey”");
      await page.getByLabel(/^Description/).fill("Line one\n\n  <b>Línea dos</b> & ünïcode 🚢");
      await page.getByLabel("Status").selectOption("paused");
      await page.getByRole("checkbox", { name: "Design" }).check();
      await page.getByRole("checkbox", { name: /Visible to everyone/ }).uncheck();
      await endSessions(slug);
      await forgetProvider(context);
      await page.getByRole("button", { name: "Create project" }).click();
      await signInByEmail(page, email);

      await expect(page).toHaveURL(tenantUrl(slug, "/projects/new"));
      await expect(page.getByText(KEPT)).toBeVisible();
      await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Harbour “survey”");
      await expect(page.getByLabel(/^Description/)).toHaveValue(
        "Line one\n\n  <b>Línea dos</b> & ünïcode 🚢",
      );
      await expect(page.getByLabel("Status")).toHaveValue("paused");
      await expect(page.getByRole("checkbox", { name: "Design" })).toBeChecked();
      await expect(page.getByRole("checkbox", { name: /Visible to everyone/ })).not.toBeChecked();
      await page.getByRole("button", { name: "Create project" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toContainText("Harbour “survey”");

      // Once: the next form begins empty.
      await page.goto(tenantUrl(slug, "/projects/new"));
      await expect(page.getByLabel("Name", { exact: true })).toHaveValue("");
      await expect(page.getByText(KEPT)).toBeHidden();
    });

    test("an edit and a typed name come back; forms of two pages do not take each other's place", async ({
      page,
    }) => {
      const { slug } = await newWorkspace(page);
      const id = await createProject(page, slug, "Old name");
      await page.goto(tenantUrl(slug, `/projects/${id}/delete`));
      const other = await page.context().newPage();
      await other.goto(tenantUrl(slug, `/projects/${id}/edit`));
      await other.getByLabel("Name", { exact: true }).fill("New name");
      await page.getByRole("textbox").fill("Old na");
      await endSessions(slug);
      // The provider still knows the browser: both come straight back.
      await other.getByRole("button", { name: "Save" }).click();
      await expect(other.getByText(KEPT)).toBeVisible();
      await expect(other.getByLabel("Name", { exact: true })).toHaveValue("New name");
      // An open page comes back by itself, and the browser's other pages with it.
      await other.close();
      await endSessions(slug);
      await page.getByRole("button", { name: /Delete/ }).click();
      await expect(page.getByText(KEPT)).toBeVisible();
      await expect(page.getByRole("textbox")).toHaveValue("Old na");
    });

    test("a sign-in that ends while a workspace is typed on the apex: its form comes back, once, as it was", async ({
      page,
      context,
    }) => {
      const slug = unique("kept");
      await signUp(page, `${slug}@example.com`);
      await typeWorkspace(page, slug);
      await context.clearCookies({ name: "__session" });
      await page.getByRole("button", { name: "Create workspace" }).click();
      await signInByEmail(page, `${slug}@example.com`);
      await expectWorkspaceTyped(page, slug);
      await page.reload();
      await expect(page.getByLabel("Name of the workspace")).toHaveValue("");
      await expect(page.getByText(KEPT)).toBeHidden();

      // The provider ended it, and the browser has its cookies still.
      await typeWorkspace(page, slug);
      await endSignIn(`${slug}@example.com`);
      await page.getByRole("button", { name: "Create workspace" }).click();
      await signInByEmail(page, `${slug}@example.com`);
      await expectWorkspaceTyped(page, slug);
      await page.getByRole("button", { name: "Create workspace" }).click();
      await page.waitForURL(tenantUrl(slug, "/dashboard"));
    });

    test("saved onto what is gone, or into a workspace that was just suspended, it is shown to copy", async ({
      page,
    }) => {
      const { slug } = await newWorkspace(page);
      const id = await createProject(page, slug, "Short-lived");
      await page.goto(tenantUrl(slug, `/projects/${id}/edit`));
      await page.getByLabel(/^Description/).fill("Half an hour\nof work");
      const other = await page.context().newPage();
      await other.goto(tenantUrl(slug, `/projects/${id}/delete`));
      await other.getByRole("textbox").fill("Short-lived");
      await other.getByRole("button", { name: /Delete/ }).click();
      await expect(other).toHaveURL(/\/projects$/);
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is nothing here");
      await expect(page.getByRole("region", { name: /What you had typed/ })).toContainText(
        "Half an hour\nof work",
      );

      await page.goto(tenantUrl(slug, "/projects/new"));
      await page.getByLabel("Name", { exact: true }).fill("<b>Unsaved</b>");
      await promisify(execFile)(process.execPath, ["db/cli.ts", "tenants", "suspend", slug, "--yes"], {
        env: environment(E2E),
      });
      const answer = () => ask({ port: E2E.port, host: `${slug}.${E2E.host}`, path: "/dashboard" });
      await expect.poll(async () => (await answer()).status).toBeGreaterThanOrEqual(400);
      await page.getByRole("button", { name: "Create project" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toContainText("suspended");
      await expect(page.getByRole("region", { name: /What you had typed/ })).toContainText("<b>Unsaved</b>");
    });

    test("what staff typed comes back as well", async ({ page, browser }) => {
      const owner = await (await browser.newContext()).newPage();
      const { slug } = await newWorkspace(owner);
      await signInAs(page, "Sam Staff", `http://platform.${E2E.host}/platform/tenants?q=${slug}`);
      await page
        .getByRole("link", { name: new RegExp(slug) })
        .first()
        .click();
      await page.waitForURL(/\/platform\/tenants\/[0-9a-f-]{36}/);
      await page.goto(`${page.url()}/renames`);
      const field = page.getByRole("textbox").first();
      await field.fill("nuevo-nombre");
      // Of this browser alone: others are staff at the same time.
      await ageStaffSession(page.context());
      await page.getByRole("button", { name: /Rename|Change/ }).click();
      await expect(page.getByText(KEPT)).toBeVisible();
      await expect(page.getByRole("textbox").first()).toHaveValue("nuevo-nombre");
    });
  });
}

async function ageStaffSession(context: BrowserContext): Promise<void> {
  const cookie = (await context.cookies()).find(({ name }) => name === "__Host-tenantry-staff");
  const [secret = ""] = decodeURIComponent(cookie?.value ?? "").split(".");
  await adminQuery(
    "UPDATE control.staff_sessions SET expires_at = now() WHERE id_hash = encode(sha256($1::bytea), 'hex')",
    [secret],
  );
}

test("another person in the same browser does not get what was typed", async ({ page, context, browser }) => {
  const { slug } = await newWorkspace(page);
  await page.goto(tenantUrl(slug, "/projects/new"));
  await page.getByLabel("Name", { exact: true }).fill("For nobody else");
  await endSessions(slug);
  const stranger = unique("other");
  await signUp(await (await browser.newContext()).newPage(), `${stranger}@example.com`);
  await forgetProvider(context);
  await page.getByRole("button", { name: "Create project" }).click();
  await signInByEmail(page, `${stranger}@example.com`);
  await expect(page.getByText("For nobody else")).toBeHidden();
  await expect(page.locator("input[name=name]")).toHaveCount(0);
});

test("another person who signs in on the apex in the same browser does not get what was typed, nor does who signed out", async ({
  page,
  context,
  browser,
}) => {
  const [slug, stranger] = [unique("kept"), unique("other")];
  await signUp(page, `${slug}@example.com`);
  await signUp(await (await browser.newContext()).newPage(), `${stranger}@example.com`);
  await typeWorkspace(page, slug);
  await context.clearCookies({ name: "__session" });
  await page.getByRole("button", { name: "Create workspace" }).click();
  await signInByEmail(page, `${stranger}@example.com`);
  await expect(page).toHaveURL(/\/onboarding/);
  await expect(page.getByLabel("Name of the workspace")).toHaveValue("");

  await typeWorkspace(page, slug);
  const other = await context.newPage();
  await other.goto(`${E2E.baseUrl}/workspaces`);
  await other.locator("summary").first().click();
  await other.getByRole("button", { name: "Sign out" }).click();
  await other.waitForURL(/signed-out/);
  await page.getByRole("button", { name: "Create workspace" }).click();
  await signInByEmail(page, `${stranger}@example.com`);
  await expect(page).toHaveURL(/\/onboarding/);
  await expect(page.getByLabel("Name of the workspace")).toHaveValue("");
});

test.describe("in the tab", () => {
  const name = (page: Page) => page.getByLabel("Name", { exact: true });
  /** Typed, and noticed by the page: what is typed before its script runs is noticed when it does. */
  async function type(page: Page, text: string): Promise<void> {
    await name(page).fill(text);
    await expect.poll(() => page.evaluate(() => Object.entries(sessionStorage).join())).toContain(text);
  }
  const back = (page: Page) => page.getByText("What you had typed here before is back");

  test("a change of theme and of language keeps what was typed, and sending it ends the draft", async ({
    page,
  }) => {
    const { slug } = await newWorkspace(page);
    await page.goto(tenantUrl(slug, "/projects/new"));
    await type(page, "Between themes");
    await page.getByRole("checkbox", { name: "Design" }).check();
    await page.getByRole("group", { name: "Theme" }).first().getByRole("button", { name: "Dark" }).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await expect(name(page)).toHaveValue("Between themes");
    await expect(page.getByRole("checkbox", { name: "Design" })).toBeChecked();
    await expect(back(page)).toBeVisible();
    await page.getByRole("button", { name: "Create project" }).click();
    await page.waitForURL(/\/projects\/[0-9a-f-]{36}$/);
    await page.goto(tenantUrl(slug, "/projects/new"));
    await expect(name(page)).toHaveValue("");
    await expect(back(page)).toBeHidden();
  });

  test("a draft is not given back after it was sent, before the page's scripts are there too", async ({
    page,
  }) => {
    const { slug } = await newWorkspace(page);
    let scriptsMayCome = () => {};
    const held = new Promise<void>((resolve) => {
      scriptsMayCome = resolve;
    });
    await page.route("**/assets/*.js", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(tenantUrl(slug, "/projects/new"), { waitUntil: "commit" });
    await name(page).fill("Sent early");
    // The answer takes longer than the scripts do.
    await page.locator("form#project").evaluate((form) => {
      form.addEventListener("submit", (event) => event.preventDefault(), { once: true });
    });
    await page.getByRole("button", { name: "Create project" }).click();
    scriptsMayCome();
    await hydrated(page);
    await page.goto(tenantUrl(slug, "/projects"));
    await hydrated(page);
    await page.goto(tenantUrl(slug, "/projects/new"));
    await hydrated(page);
    await expect(name(page)).toHaveValue("");
    await expect(back(page)).toBeHidden();
  });

  test("sent without a session's cookie, which the browser has dropped, it is in the form after signing in", async ({
    page,
    context,
  }) => {
    const { slug } = await newWorkspace(page);
    await page.goto(tenantUrl(slug, "/projects/new"));
    await hydrated(page);
    await type(page, "No cookie any more");
    await context.clearCookies({ domain: `${slug}.app.localhost` });
    await page.getByRole("button", { name: "Create project" }).click();
    await expect(back(page)).toBeVisible();
    await expect(page).toHaveURL(tenantUrl(slug, "/projects/new"));
    await expect(name(page)).toHaveValue("No cookie any more");
    await page.getByRole("button", { name: "Create project" }).click();
    await page.waitForURL(/\/projects\/[0-9a-f-]{36}$/);
  });

  test("one is asked before a page is left; it comes back with what was typed, or without", async ({
    page,
  }) => {
    const { slug } = await newWorkspace(page);
    await page.goto(tenantUrl(slug, "/projects/new"));
    await page.getByRole("link", { name: "Cancel" }).click();
    await expect(page).toHaveURL(/\/projects$/);
    await page.goto(tenantUrl(slug, "/projects/new"));
    await type(page, "Half a thought");
    await page.getByRole("link", { name: "Cancel" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toBeHidden();
    await expect(name(page)).toHaveValue("Half a thought");
    await page.getByRole("link", { name: "Cancel" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Leave" }).click();
    await expect(page).toHaveURL(/\/projects$/);
    await page.goBack();
    await expect(name(page)).toHaveValue("Half a thought");
    await back(page).getByRole("button", { name: "Discard it" }).click();
    await expect(back(page)).toBeHidden();
    await expect(name(page)).toHaveValue("");
  });

  test("the tab warns before it is closed, while something is unsaved", async ({ page }) => {
    const { slug } = await newWorkspace(page);
    await page.goto(tenantUrl(slug, "/projects/new"));
    await type(page, "Unsaved");
    const asked = page.waitForEvent("dialog");
    await page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe("beforeunload");
    await dialog.dismiss();
    await expect(name(page)).toHaveValue("Unsaved");
  });

  test("whoever signs out leaves nothing behind", async ({ page }) => {
    const { slug, email } = await newWorkspace(page);
    await page.goto(tenantUrl(slug, "/projects/new"));
    await type(page, "Not for the next");
    await page.getByRole("button", { name: "Sign out" }).first().click();
    await page.waitForURL((at) => at.host === E2E.host);
    await page.goto(tenantUrl(slug, "/projects/new"));
    await signInByEmail(page, email);
    await expect(page).toHaveURL(tenantUrl(slug, "/projects/new"));
    await expect(name(page)).toHaveValue("");
    await expect(back(page)).toBeHidden();
  });
});
