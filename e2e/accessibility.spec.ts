import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { HtmlValidate } from "html-validate";
import { signInAs, signUp, tenantUrl, unique } from "./people.ts";
import { E2E } from "./server.ts";

const WIDTHS = [390, 820, 1440];
const SCHEMES = ["light", "dark"] as const;
const htmlvalidate = new HtmlValidate({
  extends: ["html-validate:standard"],
  rules: {
    // React writes these forms: they are valid HTML in another style.
    "void-style": "off",
    "doctype-style": "off",
    "attribute-boolean-style": "off",
    "attr-quotes": "off",
    "no-inline-style": "off",
    "long-title": "off",
    "attribute-empty-style": "off",
    // Tailwind's class names.
    "class-pattern": "off",
    "id-pattern": "off",
    "name-pattern": "off",
    "valid-autocomplete": "off",
    "no-implicit-input-type": "off",
    "no-trailing-whitespace": "off",
    "require-sri": "off",
  },
});

async function pagesOf(page: Page): Promise<{ name: string; url: string }[]> {
  await page.goto(tenantUrl("acme", "/projects"));
  const project = (await page.getByRole("link", { name: "Anvil catalogue" }).getAttribute("href")) ?? "";
  return [
    { name: "landing", url: E2E.baseUrl },
    { name: "workspaces", url: `${E2E.baseUrl}/workspaces` },
    { name: "onboarding", url: `${E2E.baseUrl}/onboarding` },
    { name: "dashboard", url: tenantUrl("acme", "/dashboard") },
    { name: "projects", url: tenantUrl("acme", "/projects") },
    { name: "no results", url: tenantUrl("acme", "/projects?search=zzzz") },
    { name: "new project", url: tenantUrl("acme", "/projects/new") },
    { name: "project", url: tenantUrl("acme", project) },
    { name: "edit", url: tenantUrl("acme", `${project}/edit`) },
    { name: "delete", url: tenantUrl("acme", `${project}/delete`) },
    { name: "not found", url: tenantUrl("acme", "/nothing-here") },
  ];
}

const platformUrl = (path: string) => `http://platform.${E2E.host}${path}`;

/** Somebody signs up elsewhere: the console has an event to show. */
async function causeEvent(page: Page): Promise<void> {
  const context = await page.context().browser()?.newContext();
  if (!context) return;
  await signUp(await context.newPage(), `${unique("event")}@example.com`);
  await context.close();
  await expect(async () => {
    await page.goto(platformUrl("/platform/webhooks?type=user.created"));
    await expect(page.getByRole("link", { name: "user.created" }).first()).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 15_000 });
}

/** Of the console; the page is signed in there. */
async function platformPagesOf(page: Page): Promise<{ name: string; url: string }[]> {
  const hrefOn = async (path: string, name: string) => {
    await page.goto(platformUrl(path));
    return (await page.getByRole("link", { name, exact: true }).first().getAttribute("href")) ?? "";
  };
  await causeEvent(page);
  const tenant = await hrefOn("/platform/tenants?q=initech", "initech");
  const event = await hrefOn("/platform/webhooks", "user.created");
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
    "not found": "/platform/nothing-here",
  }).map(([name, path]) => ({ name: `platform: ${name}`, url: platformUrl(path) }));
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

    test("signing in and up has no serious accessibility problem", async ({ page }) => {
      for (const path of ["/sign-in", "/sign-up"]) {
        await page.goto(E2E.baseUrl + path);
        await checkWidths(page, path);
      }
    });

    test("no page of the console has a serious accessibility problem, at any width", async ({ page }) => {
      test.setTimeout(300_000);
      await signInAs(page, "Sam Staff", platformUrl("/platform"));
      for (const { name, url } of await platformPagesOf(page)) {
        await page.goto(url);
        await checkWidths(page, name);
      }
    });

    test("no page has a serious accessibility problem, at any width", async ({ page }) => {
      test.setTimeout(180_000);
      await signInAs(page, "Ada Lovelace", tenantUrl("acme"));
      for (const { name, url } of await pagesOf(page)) {
        await page.goto(url);
        await checkWidths(page, name);
      }
    });
  });
}

async function checkMarkup(context: BrowserContext, { name, url }: { name: string; url: string }) {
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

test("every page of the console is valid HTML, with a nonce on every script", async ({ page, context }) => {
  test.setTimeout(120_000);
  await signInAs(page, "Sam Staff", platformUrl("/platform"));
  for (const at of await platformPagesOf(page)) await checkMarkup(context, at);
});
