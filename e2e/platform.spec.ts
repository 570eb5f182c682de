import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { adminQuery, eventOfSignUp } from "./database.ts";
import { ask } from "./http.ts";
import { addResult, beginRun, endRun } from "./migration-run.ts";
import { chooseDemoPerson, createWorkspace, signInAs, signUp, tenantUrl, unique } from "./people.ts";
import { E2E, environment } from "./server.ts";

const HOST = `platform.${E2E.host}`;
const platformUrl = (path = "/platform") => `http://${HOST}${path}`;
const PAGES = [
  "/platform",
  "/platform/tenants",
  "/platform/clusters",
  "/platform/migrations",
  "/platform/webhooks",
  "/platform/audit",
];
const ACTIONS = [
  "read-only-periods",
  "suspensions",
  "resumptions",
  "renames",
  "plan-changes",
  "deletions",
  "restorations",
  "purges",
  "continuations",
  "archives",
];
const pathsOf = (id: string) => [
  ...PAGES,
  `/platform/tenants/${id}`,
  ...ACTIONS.map((action) => `/platform/tenants/${id}/${action}`),
  `/platform/migrations/${id}`,
  `/platform/migrations/${id}/progress`,
  "/platform/webhooks/msg_1",
  "/platform/webhooks/msg_1/replays",
];

const signInAsStaff = (page: Page, path = "/platform") => signInAs(page, "Sam Staff", platformUrl(path));

/** A workspace of its own for a test, made by somebody else in another browser. */
async function newWorkspace(browser: Browser): Promise<{ slug: string; owner: Page }> {
  const slug = unique("p");
  const owner = await (await browser.newContext()).newPage();
  await signUp(owner, `${slug}@example.com`);
  await createWorkspace(owner, slug, "Standard");
  return { slug, owner };
}

/** A tenant that nobody is in, made beside the running server. */
async function newTenant(): Promise<string> {
  const slug = unique("p");
  const args = ["db/cli.ts", "tenants", "create", "--slug", slug];
  await promisify(execFile)(process.execPath, args, { env: environment(E2E) });
  return slug;
}

async function openTenant(page: Page, slug: string): Promise<void> {
  await page.goto(platformUrl(`/platform/tenants?q=${slug}`));
  await page.getByRole("link", { name: slug, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: slug })).toBeVisible();
}

/** From the tenant's page over the action's own page, and back with a message. */
async function act(page: Page, link: string, button: string, typed: Record<string, string> = {}) {
  await page.getByRole("link", { name: link, exact: true }).click();
  await expect(page.getByRole("heading", { name: "What exactly happens" })).toBeVisible();
  for (const [label, value] of Object.entries(typed)) await page.getByLabel(label).fill(value);
  await page.getByRole("button", { name: button }).click();
  await page.waitForURL(/\/platform\/tenants\/[0-9a-f-]{36}$/);
}

const statusOf = async (slug: string) =>
  (await ask({ host: `${slug}.${E2E.host}`, path: "/dashboard" })).status;
const message = (page: Page) => page.getByRole("main").getByRole("status").first();

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("staff suspend, resume, rename, delete and restore a tenant, and each takes effect at once", async ({
      page,
      browser,
    }) => {
      const { slug, owner } = await newWorkspace(browser);
      await signInAsStaff(page);
      await openTenant(page, slug);

      await page.getByRole("link", { name: "Suspend", exact: true }).click();
      await page.getByLabel("Show this reason to members").check();
      await page.getByLabel("Reason", { exact: false }).first().fill("Unpaid since March");
      await page.getByRole("button", { name: "Suspend tenant" }).click();
      await page.waitForURL(/\/platform\/tenants\/[0-9a-f-]{36}$/);
      await expect(message(page)).toContainText(`${slug} is suspended.`);
      expect(await statusOf(slug)).toBe(403);
      expect((await owner.goto(tenantUrl(slug, "/dashboard")))?.status()).toBe(403);
      await expect(owner.getByRole("heading", { level: 1 })).toHaveText("This workspace is suspended");
      await expect(owner.getByText("Unpaid since March")).toBeVisible();
      await expect(owner.getByRole("link", { name: "help@tenantry.example" })).toBeVisible();

      await act(page, "Resume", "Resume tenant");
      await expect(message(page)).toContainText(`${slug} is active again.`);
      expect(await statusOf(slug)).toBe(302);

      const renamed = `${slug}x`;
      await act(page, "Rename", "Rename tenant", { Slug: renamed });
      await expect(page.getByRole("heading", { level: 1, name: renamed })).toBeVisible();
      const former = await ask({ host: `${slug}.${E2E.host}`, path: "/projects?status=active" });
      expect([301, 302, 307, 308]).toContain(former.status);
      expect(former.headers.location).toBe(tenantUrl(renamed, "/projects?status=active"));
      expect(await statusOf(renamed)).toBe(302);

      await page.getByRole("link", { name: "Delete", exact: true }).click();
      await page.getByLabel("Type the slug of the tenant to confirm").fill(slug);
      await page.getByRole("button", { name: "Delete tenant" }).click();
      await expect(page.getByText("This is not the slug of the tenant.").first()).toBeVisible();
      await page.getByLabel("Reason").fill("The contract is over");
      expect(await statusOf(renamed)).toBe(302);
      await page.getByLabel("Type the slug of the tenant to confirm").fill(renamed);
      await page.getByRole("button", { name: "Delete tenant" }).click();
      await expect(message(page)).toContainText(`${renamed} is deleted.`);
      expect(await statusOf(renamed)).toBe(404);

      await act(page, "Restore", "Restore tenant");
      await expect(message(page)).toContainText(`${renamed} is back.`);
      expect(await statusOf(renamed)).toBe(302);

      await page.getByRole("link", { name: "Audit log of this tenant" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Audit log" })).toBeVisible();
      const rows = page.getByRole("table", { name: "Audit log" }).getByRole("row");
      for (const action of ["suspend", "resume", "rename", "delete", "restore"]) {
        const row = rows.filter({ hasText: `tenant.${action}` });
        await expect(row).toContainText("sam@tenantry.example");
        await expect(row).toContainText(/127\.0\.0\.1|::1/);
      }
      await expect(rows.filter({ hasText: "tenant.suspend" })).toContainText("Unpaid since March");
      await expect(rows.filter({ hasText: "tenant.delete" })).toContainText("The contract is over");
    });

    test("a slug that is reserved, malformed or taken is refused beside its field, and what was typed is kept", async ({
      page,
    }) => {
      const slug = await newTenant();
      await signInAsStaff(page);
      await openTenant(page, slug);
      await page.getByRole("link", { name: "Rename", exact: true }).click();
      for (const [typed, refusal] of [
        ["platform", "This slug is reserved."],
        ["a--b", "Use 3 to 40 lower-case letters, digits and single hyphens."],
        ["acme", "This slug is taken, or was until a short while ago."],
      ] as const) {
        await page.getByLabel("Slug").fill(typed);
        await page.getByRole("button", { name: "Rename tenant" }).click();
        await expect(page.getByText(refusal).first()).toBeVisible();
        await expect(page.getByLabel("Slug")).toHaveValue(typed);
      }
      expect(await statusOf(slug)).toBe(302);
    });

    test("tenants are searched, filtered and sorted by the address, and the plan is changed", async ({
      page,
    }) => {
      const slug = await newTenant();
      await signInAsStaff(page, "/platform/tenants");
      await page.getByLabel("Search").fill(slug);
      await page.getByLabel("State").selectOption("active");
      await page.getByRole("button", { name: "Filter" }).click();
      await expect(page.getByText("1 tenant", { exact: true })).toBeVisible();
      await page.getByRole("link", { name: slug, exact: true }).click();
      await expect(page.getByRole("link", { name: "Audit log of this tenant" })).toBeVisible();
      // Staff are no member of it: the link would lead nowhere.
      await expect(page.getByRole("link", { name: "Open workspace" })).toHaveCount(0);
      await expect(page.getByText("Enterprise, still shared")).toHaveCount(0);
      await page.getByRole("link", { name: "Change plan" }).click();
      await page.getByLabel("Plan").selectOption("enterprise");
      await page.getByRole("button", { name: "Change plan" }).click();
      await expect(message(page)).toContainText(`The plan of ${slug} is changed.`);
      await expect(page.getByText("Enterprise, still shared").first()).toBeVisible();

      await page.goto(platformUrl(`/platform/tenants?q=${slug}&plan=enterprise&sort=slug`));
      await expect(page.getByRole("link", { name: slug, exact: true })).toBeVisible();
      await page.getByLabel("State").selectOption("deleted");
      await page.getByRole("button", { name: "Filter" }).click();
      await expect(page.getByText("Nothing matches")).toBeVisible();
    });

    test("from the apex staff come to the console, and find a workspace by a person, its address, the end of its id", async ({
      page,
      browser,
    }) => {
      const { slug, owner } = await newWorkspace(browser);
      await owner.context().close();
      await page.goto(`${E2E.baseUrl}/sign-in`);
      await chooseDemoPerson(page, "Sam Staff");
      await page.waitForURL(/workspaces/);
      await page.getByText("Account: Sam Staff").locator("..").click();
      await page.getByRole("link", { name: "Platform console" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
      await openTenant(page, slug);
      await expect(page.getByText(`${slug}@example.com`)).toBeVisible();
      const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
      for (const typed of [`${slug}@example.com`, tenantUrl(slug, "/projects"), id.slice(-8)]) {
        await page.goto(platformUrl("/platform/tenants"));
        await page.getByLabel("Search").fill(typed);
        await page.getByRole("button", { name: "Filter" }).click();
        await expect(page.getByText("1 tenant", { exact: true }), typed).toBeVisible();
        await expect(page.getByRole("link", { name: slug, exact: true })).toBeVisible();
      }
    });

    test("a purge that fails leads to the journal, and goes on from there", async ({ page }) => {
      const slug = await newTenant();
      await signInAsStaff(page);
      await openTenant(page, slug);
      await act(page, "Delete", "Delete tenant", {
        Reason: "A test",
        "Type the slug of the tenant to confirm": slug,
      });
      const id = page.url().split("/").at(-1) ?? "";
      const hold = `hold_${id.replaceAll("-", "")}`;
      // A whole database is not dropped with its owner, so that such a role cannot be dropped.
      await adminQuery(`CREATE DATABASE ${hold} OWNER "t_${id.replaceAll("-", "")}" TEMPLATE template0`);
      await act(page, "Purge", "Purge tenant", {
        Reason: "A test",
        "Type the slug of the tenant to confirm": slug,
      });
      await expect(page.getByRole("alert")).toContainText(`Work on ${slug} has failed`);
      const step = page.getByRole("table", { name: "Journal" }).getByRole("row", { name: "purge/drop" });
      await expect(step).toContainText("cannot be dropped");
      // It says why at first glance, and offers nothing that would be refused.
      await expect(page.getByText(/^purge\/drop: role .* cannot be dropped/)).toBeVisible();
      await expect(page.getByRole("link", { name: "Restore", exact: true })).toHaveCount(0);
      await page.getByRole("button", { name: "Try again" }).click();
      await expect(step).toContainText("2 attempts");
      await expect(page.getByRole("alert")).toContainText(`Work on ${slug} has failed`);
      await adminQuery(`DROP DATABASE ${hold}`);
      await page.getByRole("button", { name: "Try again" }).click();
      await expect(message(page)).toContainText("has been continued");
      await expect(step).toContainText("Done");
      await expect(page.getByRole("button", { name: "Try again" })).toHaveCount(0);
    });

    test("a webhook event is read without secrets, and replayed", async ({ page, browser }) => {
      const { slug } = await newWorkspace(browser);
      const id = (await eventOfSignUp(`${slug}@example.com`))!;
      await signInAsStaff(page, `/platform/webhooks?q=${id}`);
      await page.getByRole("table").getByRole("link", { name: "user.created" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "user.created" })).toBeVisible();
      const payload = await page.locator("pre").textContent();
      expect(payload).toContain("@example.com");
      expect(payload).not.toContain(slug);
      await page.getByRole("link", { name: "Replay event" }).click();
      await page.getByRole("button", { name: "Replay event" }).click();
      await expect(message(page)).toContainText("user.created was put back into the queue.");
      await page.goto(platformUrl("/platform/audit?action=webhook.replay"));
      await expect(page.getByRole("row").filter({ hasText: id })).toContainText("webhook.replay");
    });

    test("what was swept of a webhook event is said, and a replay of it is not offered", async ({
      page,
      browser,
    }) => {
      const { slug } = await newWorkspace(browser);
      const id = (await eventOfSignUp(`${slug}@example.com`))!;
      await adminQuery("UPDATE control.webhook_events SET payload = '{}' WHERE id = $1", [id]);
      await signInAsStaff(page, `/platform/webhooks/${id}`);
      await expect(page.getByText("cannot be replayed any more")).toBeVisible();
      await expect(page.getByRole("link", { name: "Replay event" })).toHaveCount(0);
    });

    test("a migration run is followed while it runs, and told when it is over", async ({ page }) => {
      const id = await beginRun(3);
      await addResult(id, "done");
      await signInAsStaff(page, `/platform/migrations/${id}`);
      await expect(page.getByText("1 of 3")).toBeVisible();
      await expect(page.getByText(/press Ctrl-C where it was started/)).toBeVisible();
      await addResult(id, "done");
      await expect(page.getByText("2 of 3")).toBeVisible();
      await addResult(id, "failed");
      await endRun(id);
      await expect(page.getByText("Partly done").first()).toBeVisible();
      await expect(page.getByText("1 failed")).toBeVisible();
      await expect(page.locator('noscript > meta[http-equiv="refresh"]')).toHaveCount(0);
      await page.getByRole("link", { name: "Only failed" }).click();
      await expect(page.getByRole("table").getByText("relation exists").first()).toBeVisible();
    });

    test("staff sign out for good", async ({ page, context }) => {
      await signInAsStaff(page);
      const cookies = await context.cookies(platformUrl());
      const value = cookies.find(({ name }) => name === "__Host-tenantry-staff")?.value;
      expect(value).toBeTruthy();
      const headers = { Cookie: `__Host-tenantry-staff=${value}` };
      expect((await ask({ host: HOST, path: "/platform", headers })).status).toBe(200);
      await page.getByRole("button", { name: "Sign out" }).first().click();
      await page.waitForURL(new RegExp(`^${E2E.baseUrl}`));
      expect((await ask({ host: HOST, path: "/platform", headers })).status).toBe(302);
    });
  });
}

// Threat: whoever owns a workspace takes that for a right over the platform.
test("a tenant's owner gets 404 on the platform's hostname, whatever the path", async ({ page }) => {
  await signInAs(page, "Ada Lovelace", tenantUrl("acme"));
  for (const path of ["/", ...pathsOf(randomUUID())]) {
    const answer = await page.goto(platformUrl(path));
    expect(answer?.status(), path).toBe(404);
    expect(await page.content(), path).not.toContain("globex");
  }
});

test("without a session every page of the platform leads to signing in, its data too", async () => {
  for (const path of pathsOf(randomUUID())) {
    for (const suffix of path.endsWith("/progress") ? [""] : ["", ".data"]) {
      const { status, headers, body } = await ask({ host: HOST, path: path + suffix });
      expect([202, 302], path + suffix).toContain(status);
      if (status === 302) expect(headers.location).toContain(`${E2E.baseUrl}/platform-enter`);
      expect(body).not.toContain("globex");
    }
  }
});

// Threat: a cookie of one area is carried to another.
test("a session of a workspace is nothing on the platform, and staff's is nothing in a workspace", async ({
  browser,
}) => {
  const cookieOf = async (person: string, url: string, name: string) => {
    const context = await browser.newContext();
    await signInAs(await context.newPage(), person, url);
    const cookies = await context.cookies(url);
    await context.close();
    return cookies.find((cookie) => cookie.name === name)?.value ?? "";
  };
  const owner = await cookieOf("Ada Lovelace", tenantUrl("acme"), "__Host-tenantry");
  const staff = await cookieOf("Sam Staff", platformUrl(), "__Host-tenantry-staff");
  const onPlatform = await ask({
    host: HOST,
    path: "/platform",
    headers: { Cookie: `__Host-tenantry-staff=${owner}` },
  });
  const inWorkspace = await ask({
    host: `acme.${E2E.host}`,
    path: "/dashboard",
    headers: { Cookie: `__Host-tenantry=${staff}` },
  });
  expect([onPlatform.status, inWorkspace.status]).toEqual([302, 302]);
});

test("the platform's paths are unknown on other hosts, and other areas' paths on the platform's", async () => {
  for (const path of pathsOf(randomUUID())) {
    expect((await ask({ path })).status, path).toBe(404);
    expect((await ask({ host: `acme.${E2E.host}`, path })).status, path).toBe(404);
  }
  for (const path of ["/sign-in", "/workspaces", "/platform-enter", "/dashboard", "/projects", "/session"]) {
    expect((await ask({ host: HOST, path })).status, path).toBe(404);
  }
});

test("what is no id is 404 for staff, and an action that the state does not allow is refused", async ({
  page,
}) => {
  const slug = await newTenant();
  await signInAsStaff(page);
  for (const path of [
    "/platform/tenants/1",
    `/platform/tenants/${randomUUID()}`,
    "/platform/tenants/%27/renames",
    "/platform/migrations/x",
    `/platform/migrations/${randomUUID()}`,
    "/platform/webhooks/nothing",
    "/platform/nothing",
  ]) {
    expect((await page.goto(platformUrl(path)))?.status(), path).toBe(404);
  }
  await openTenant(page, slug);
  expect((await page.goto(`${page.url()}/restorations`))?.status()).toBe(409);
  await expect(page.getByText("This is not possible while the tenant is Active.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Restore tenant" })).toHaveCount(0);
});
