/** What others do shows on an open page; a page of an earlier build is loaded anew, once. */
import { type Browser, expect, type Page, test } from "@playwright/test";
import { ask } from "./http.ts";
import { invite, join } from "./invite.ts";
import { createProject, createWorkspace, hydrated, signInAs, signUp, tenantUrl, unique } from "./people.ts";
import { E2E } from "./server.ts";

const PLANS = ["Standard", "Enterprise"] as const;

/** Nora owns a workspace; Gwen, in another browser, is a member of it. */
async function twoPeople(page: Page, browser: Browser, plan: (typeof PLANS)[number]) {
  const slug = unique("live");
  await signUp(page, `${slug}@example.com`);
  await createWorkspace(page, slug, plan);
  const email = `gwen-${slug}@example.com`;
  await invite(page, slug, email);
  const theirs = await (await browser.newContext({ baseURL: E2E.baseUrl })).newPage();
  await join(theirs, slug, email);
  return { slug, theirs };
}

/** Until the page's stream has said hello. */
async function openLive(page: Page, url: string) {
  const live = page.waitForResponse(
    (response) => new URL(response.url()).pathname === "/live" && response.status() === 200,
  );
  await page.goto(url);
  await hydrated(page);
  await live;
}

async function rename(page: Page, slug: string, id: string, name: string) {
  await page.goto(tenantUrl(slug, `/projects/${id}/edit`));
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
}

for (const plan of PLANS) {
  test(`what one person changes in a ${plan} workspace shows in another's browser without a reload`, async ({
    page,
    browser,
  }) => {
    const { slug, theirs } = await twoPeople(page, browser, plan);
    await openLive(theirs, tenantUrl(slug, "/projects"));
    const loads = await theirs.evaluate(() => performance.timeOrigin);
    const id = await createProject(page, slug, "Pier");
    const main = theirs.getByRole("main");
    await expect(main.getByRole("link", { name: "Pier" })).toBeVisible();
    await rename(page, slug, id, "Longer pier");
    await expect(main.getByRole("link", { name: "Longer pier" })).toBeVisible();
    expect(await theirs.evaluate(() => performance.timeOrigin)).toBe(loads);
  });
}

test("nothing changes under who types, and what was changed meanwhile is not overwritten unseen", async ({
  page,
  browser,
}) => {
  const { slug, theirs } = await twoPeople(page, browser, "Standard");
  const id = await createProject(theirs, slug, "Pier");
  await openLive(theirs, tenantUrl(slug, `/projects/${id}/edit`));
  // Looked at meanwhile and asked for anew, the form is still that of the version it was opened with.
  const isAskedAnew = theirs.waitForResponse((response) => response.url().includes("/edit.data"));
  await rename(page, slug, id, "Pier of others");
  await isAskedAnew;
  await theirs.getByLabel("Name", { exact: true }).fill("Pier of mine");
  await theirs.getByRole("button", { name: "Save changes" }).click();
  await expect(theirs.getByRole("region", { name: "Both versions" }).first()).toContainText("Pier of others");
  await expect(theirs.getByLabel("Name", { exact: true })).toHaveValue("Pier of mine");
});

test("what was said of what was just done stays, though the page's data comes anew", async ({
  page,
  browser,
}) => {
  const { slug, theirs } = await twoPeople(page, browser, "Standard");
  await createProject(page, slug, "Pier");
  await openLive(page, tenantUrl(slug, "/projects"));
  await page.getByLabel("Choose Pier").check();
  await page.getByLabel("With those that are ticked:").selectOption({ label: "Done" });
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByRole("status").first()).toContainText("has a new status");
  await page.getByRole("heading", { level: 1 }).click();
  await createProject(theirs, slug, "Quay");
  await expect(page.getByRole("main").getByRole("link", { name: "Quay" })).toBeVisible();
  await expect(page.getByRole("status").first()).toContainText("has a new status");
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
});

test("a stream is a member's own, and says nothing but that something changed", async ({ page }) => {
  expect((await ask({ host: `acme.${E2E.host}`, path: "/live" })).status).toBe(204);
  await signInAs(page, "Ada Lovelace", tenantUrl("acme", "/dashboard"));
  const { headers, text } = await page.evaluate(async () => {
    const stopping = new AbortController();
    const response = await fetch("/live", { signal: stopping.signal });
    const reader = response.body?.getReader();
    const first = await reader?.read();
    stopping.abort();
    return { headers: Object.fromEntries(response.headers), text: new TextDecoder().decode(first?.value) };
  });
  expect(headers).toMatchObject({
    "content-type": expect.stringContaining("text/event-stream"),
    "cache-control": expect.stringContaining("no-transform"),
    "x-accel-buffering": "no",
  });
  expect(headers["content-encoding"]).toBeUndefined();
  const build = await page.evaluate(
    () => (window as { __reactRouterManifest?: { version: string } }).__reactRouterManifest?.version,
  );
  expect(text).toMatch(/^retry: \d+\nevent: hello\n/);
  expect(JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? "")).toEqual({ build, missed: true });
});

test("a page of an earlier build is loaded anew once, where it was", async ({ page }) => {
  await signInAs(page, "Ada Lovelace", tenantUrl("acme", "/dashboard"));
  let loads = 0;
  page.on("request", (request) => {
    if (request.isNavigationRequest()) loads++;
  });
  let hellos = 0;
  const scrolled = Promise.withResolvers<void>();
  await page.route("**/live?*", async (route) => {
    await scrolled.promise;
    hellos++;
    return route.fulfill({
      contentType: "text/event-stream",
      body: 'retry: 200\nevent: hello\ndata: {"build":"another","missed":false}\n\n',
    });
  });
  await page.setViewportSize({ width: 800, height: 400 });
  await page.goto(tenantUrl("acme", "/projects"));
  await hydrated(page);
  await page.evaluate(() => window.scrollTo(0, 150));
  scrolled.resolve();
  await expect.poll(() => loads).toBe(2);
  await hydrated(page);
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(150);
  const before = hellos;
  await expect.poll(() => hellos).toBeGreaterThan(before + 10);
  expect(loads).toBe(2);
});

test("a script that is gone since a deploy: the page that was asked for is loaded, and only once", async ({
  page,
}) => {
  await signInAs(page, "Ada Lovelace", tenantUrl("acme", "/dashboard"));
  await hydrated(page);
  await page.route(/\/assets\/project-new-.*\.js/, (route) => route.fulfill({ status: 404, body: "" }));
  let loads = 0;
  page.on("request", (request) => {
    if (request.isNavigationRequest()) loads++;
  });
  await page.getByRole("main").getByRole("link", { name: "New project" }).click();
  await expect(page).toHaveURL(tenantUrl("acme", "/projects/new"));
  await expect(page.getByRole("heading", { level: 1, name: "New project" })).toBeVisible();
  expect(loads).toBe(1);
});
