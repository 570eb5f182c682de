/** Every page that a person can be on, by its name, on the demo workspaces. */
import { type Browser, expect, type Page } from "@playwright/test";
import { eventOfSignUp } from "./database.ts";
import { signUp, tenantUrl, unique } from "./people.ts";
import { E2E } from "./server.ts";

/** `shows`: what is there only where the address means what we think. */
export type At = { name: string; url: string; shows?: string | undefined };

export async function visit(page: Page, { url, shows }: At): Promise<void> {
  await page.goto(url);
  if (shows) await expect(page.getByText(shows).first()).toBeVisible();
}

async function importOf(page: Page, text: string): Promise<string> {
  await page.goto(tenantUrl("acme", "/projects/import"));
  const file = { name: "work.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
  await page.getByLabel("CSV file").setInputFiles(file);
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL(/\/projects\/import\/[0-9a-f-]{36}$/);
  return page.url();
}

async function checkOf(page: Page, text: string): Promise<string> {
  await page.goto(await importOf(page, text));
  await page.getByRole("button", { name: "Check the lines" }).click();
  await page.waitForURL(/\/check$/);
  return page.url();
}

/** Every page of a workspace and before it, for an owner of Acme who is signed in there on `page`. */
export async function pagesOf(page: Page): Promise<At[]> {
  await page.goto(tenantUrl("acme", "/projects?q=Anvil"));
  const project = (await page.getByRole("link", { name: "Anvil catalogue" }).getAttribute("href")) ?? "";
  return [
    { name: "landing", url: E2E.baseUrl },
    { name: "workspaces", url: `${E2E.baseUrl}/workspaces` },
    { name: "onboarding", url: `${E2E.baseUrl}/onboarding` },
    { name: "dashboard", url: tenantUrl("acme", "/dashboard") },
    { name: "projects", url: tenantUrl("acme", "/projects") },
    { name: "no results", url: tenantUrl("acme", "/projects?q=zzzz"), shows: "No project matches" },
    { name: "new project", url: tenantUrl("acme", "/projects/new") },
    {
      name: "a row in place",
      url: tenantUrl("acme", `/projects?row=${project.split("/").at(-1)}`),
      shows: "Close",
    },
    { name: "import", url: tenantUrl("acme", "/projects/import"), shows: "Encoded in UTF-8" },
    { name: "columns", url: await importOf(page, "Name;Status\nPier;Done\n"), shows: "Check the lines" },
    { name: "check", url: await checkOf(page, "Name;Status\nPier;Later\nQuay;\n"), shows: "is no status" },
    { name: "views", url: tenantUrl("acme", "/projects/views") },
    { name: "new view", url: tenantUrl("acme", "/projects/views/new?status=done") },
    { name: "project", url: tenantUrl("acme", project) },
    { name: "edit", url: tenantUrl("acme", `${project}/edit`) },
    { name: "delete", url: tenantUrl("acme", `${project}/delete`) },
    { name: "activity", url: tenantUrl("acme", "/activity"), shows: "Export as CSV" },
    { name: "audit log", url: tenantUrl("acme", "/settings/audit-log"), shows: "Export as JSON" },
    { name: "members", url: tenantUrl("acme", "/members") },
    { name: "ask to join", url: `${E2E.baseUrl}/workspaces/nobody/ask` },
    { name: "several members", url: tenantUrl("acme", "/members/changes?person=user_demo_acme_viewer") },
    { name: "invitations", url: tenantUrl("acme", "/members/invitations") },
    { name: "invite", url: tenantUrl("acme", "/members/invitations/new") },
    { name: "a link without its invitation", url: `${E2E.baseUrl}/invitations/accept` },
    { name: "notifications", url: tenantUrl("acme", "/notifications"), shows: "changed the project" },
    {
      name: "mail choices",
      url: tenantUrl("acme", "/notifications/settings"),
      shows: "For mail once a day.",
    },
    { name: "a link that cannot stop mail", url: `${E2E.baseUrl}/unsubscribe` },
    { name: "security", url: tenantUrl("acme", "/settings/security"), shows: "How members sign in" },
    { name: "settings", url: tenantUrl("acme", "/settings"), shows: "Name of the workspace" },
    { name: "address", url: tenantUrl("acme", "/settings/address"), shows: "New address" },
    { name: "logo", url: tenantUrl("acme", "/settings/logo"), shows: "Picture" },
    { name: "plan", url: tenantUrl("acme", "/settings/plan"), shows: "Storage" },
    { name: "data export", url: tenantUrl("acme", "/settings/export"), shows: "Start export" },
    { name: "danger zone", url: tenantUrl("acme", "/settings/danger"), shows: "What exactly happens" },
    { name: "categories", url: tenantUrl("acme", "/settings/categories"), shows: "Add category" },
    { name: "account", url: tenantUrl("acme", "/account"), shows: "The same in every workspace" },
    { name: "own name", url: tenantUrl("acme", "/account/name"), shows: "First name" },
    { name: "mail domains", url: tenantUrl("acme", "/settings/mail-domains"), shows: "Add domain" },
    { name: "search", url: tenantUrl("acme", "/search?q=an"), shows: "Anvil catalogue" },
    { name: "shortcuts", url: tenantUrl("acme", "/shortcuts"), shows: "Tick the row" },
    { name: "second factor", url: `${E2E.baseUrl}/second-factor` },
    { name: "company sign-on", url: `${E2E.baseUrl}/company-sign-on` },
    { name: "company's set-up", url: `${E2E.baseUrl}/workspaces/acme/company-sign-on` },
    { name: "code", url: `${E2E.baseUrl}/sign-in-code?person=user_1`, shows: "Enter your code" },
    { name: "outbox", url: `${E2E.baseUrl}/outbox` },
    { name: "not found", url: tenantUrl("acme", "/nothing-here") },
  ];
}

export const platformUrl = (path: string) => `http://platform.${E2E.host}${path}`;

/** Somebody signs up elsewhere: the console has an event to show. Answers its page. */
async function causeEvent(browser: Browser): Promise<string> {
  const context = await browser.newContext();
  const email = `${unique("event")}@example.com`;
  await signUp(await context.newPage(), email);
  await context.close();
  await expect.poll(() => eventOfSignUp(email)).toBeTruthy();
  return `/platform/webhooks/${await eventOfSignUp(email)}`;
}

/**
 * Every page of the console, for whoever is signed in there on `page`. An event is caused, so that there is
 * one to show.
 */
export async function platformPagesOf(page: Page, browser: Browser): Promise<At[]> {
  await page.goto(platformUrl("/platform/tenants?q=initech"));
  const link = page.getByRole("link", { name: "initech", exact: true });
  const tenant = (await link.getAttribute("href")) ?? "";
  const event = await causeEvent(browser);
  return Object.entries({
    overview: "/platform",
    tenants: "/platform/tenants",
    "no tenants": "/platform/tenants?q=zzzz",
    tenant,
    "read-only": `${tenant}/read-only-periods`,
    suspension: `${tenant}/suspensions`,
    rename: `${tenant}/renames`,
    deletion: `${tenant}/deletions`,
    "not now": `${tenant}/restorations`,
    clusters: "/platform/clusters",
    migrations: "/platform/migrations",
    events: "/platform/webhooks",
    event,
    replay: `${event}/replays`,
    audit: "/platform/audit",
    categories: "/platform/categories",
    "not found": "/platform/nothing-here",
  }).map(([name, path]) => ({
    name: `platform: ${name}`,
    url: platformUrl(path),
    shows: path.endsWith("q=zzzz") ? "Nothing matches" : undefined,
  }));
}
