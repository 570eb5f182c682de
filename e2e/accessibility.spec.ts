import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { HtmlValidate } from "html-validate";
import { eventOfSignUp } from "./database.ts";
import { signInAs, signUp, tenantUrl, unique } from "./people.ts";
import { E2E } from "./server.ts";

const WIDTHS = [390, 820, 1440];
const SCHEMES = ["light", "dark"] as const;
const htmlvalidate = new HtmlValidate({
  extends: ["html-validate:standard"],
  rules: {
    // React closes void elements with a slash, and writes async="".
    "void-style": "off",
    "attribute-boolean-style": "off",
    // Tailwind's class names have colons, brackets and fractions in them.
    "class-pattern": "off",
    // An id contains the name of its field.
    "id-pattern": ["error", { pattern: "/^[a-z][a-zA-Z0-9-]*$/" }],
    "name-pattern": ["error", { pattern: ["camelcase", "snakecase"] }],
    // Scripts and styles come from our own origin, as the policy demands: who could change them could change
    // the hash.
    "require-sri": "off",
  },
});

/** `shows`: what is there only where the address means what we think. */
type At = { name: string; url: string; shows?: string | undefined };

async function visit(page: Page, { url, shows }: At): Promise<void> {
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

async function pagesOf(page: Page): Promise<At[]> {
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

const platformUrl = (path: string) => `http://platform.${E2E.host}${path}`;

/** Somebody signs up elsewhere: the console has an event to show. Answers its page. */
async function causeEvent(browser: Browser): Promise<string> {
  const context = await browser.newContext();
  const email = `${unique("event")}@example.com`;
  await signUp(await context.newPage(), email);
  await context.close();
  await expect.poll(() => eventOfSignUp(email)).toBeTruthy();
  return `/platform/webhooks/${await eventOfSignUp(email)}`;
}

/** Of the console; the page is signed in there. */
async function platformPagesOf(page: Page, browser: Browser): Promise<At[]> {
  await page.goto(platformUrl("/platform/tenants?q=initech"));
  const link = page.getByRole("link", { name: "initech", exact: true });
  const tenant = (await link.getAttribute("href")) ?? "";
  const event = await causeEvent(browser);
  return Object.entries({
    overview: "/platform",
    tenants: "/platform/tenants",
    "no tenants": "/platform/tenants?q=zzzz",
    tenant,
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

async function check(page: Page, name: string): Promise<void> {
  // No page has a frame: all is done in it, without a second page, and only what is wrong is gathered.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ["violations"] })
    .analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(
    serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`),
    name,
  ).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  expect(overflow, `${name} is wider than its window`).toBeLessThanOrEqual(0);
}

async function checkWidths(page: Page, name: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await check(page, `${name} at ${width}`);
  }
}

for (const colorScheme of SCHEMES) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test("signing in and up has no serious accessibility problem", async ({ page, context }) => {
      for (const path of ["/sign-in", "/sign-up"]) {
        await page.goto(E2E.baseUrl + path);
        await checkWidths(page, path);
      }
      await signUp(page, `${unique("a")}@example.com`);
      await context.clearCookies({ name: "__Host-tenantry-apex" });
      await visit(page, { name: "", url: `${E2E.baseUrl}/workspaces`, shows: "Is this you?" });
      await checkWidths(page, "/continue");
    });

    test("no page of the console has a serious accessibility problem, at any width", async ({
      page,
      browser,
    }) => {
      test.setTimeout(600_000);
      await signInAs(page, "Sam Staff", platformUrl("/platform"));
      for (const at of await platformPagesOf(page, browser)) {
        await visit(page, at);
        await checkWidths(page, at.name);
      }
    });

    test("no page has a serious accessibility problem, at any width", async ({ page }) => {
      test.setTimeout(600_000);
      await signInAs(page, "Ada Lovelace", tenantUrl("acme"));
      for (const at of await pagesOf(page)) {
        await visit(page, at);
        await checkWidths(page, at.name);
      }
    });
  });
}

async function checkMarkup(context: BrowserContext, { name, url }: At) {
  const tab = await context.newPage();
  await tab.route("**/assets/**", (route) => route.abort());
  const response = await tab.goto(url);
  const body = (await response?.text()) ?? "";
  const headers = response?.headers() ?? {};
  await tab.close();
  const report = await htmlvalidate.validateString(body);
  const messages = report.results.flatMap(({ messages: found }) =>
    found.map((m) => `${m.ruleId}: ${m.message}`),
  );
  expect(messages, name).toEqual([]);
  const nonce = /script-src[^;]*'nonce-([^']+)'/.exec(headers["content-security-policy"] ?? "")?.[1];
  expect(nonce, name).toBeTruthy();
  const scripts = body.match(/<script\b[^>]*>/g) ?? [];
  for (const script of scripts) expect(script, name).toContain(`nonce="${nonce}"`);
}

test("every page is valid HTML, with a nonce on every script", async ({ page, context }) => {
  await signInAs(page, "Ada Lovelace", tenantUrl("acme"));
  const pages = await pagesOf(page);
  for (const at of [...pages, { name: "sign-in", url: `${E2E.baseUrl}/sign-in` }])
    await checkMarkup(context, at);
});

test("every page of the console is valid HTML, with a nonce on every script", async ({
  page,
  context,
  browser,
}) => {
  await signInAs(page, "Sam Staff", platformUrl("/platform"));
  for (const at of await platformPagesOf(page, browser)) await checkMarkup(context, at);
});
