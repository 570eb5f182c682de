import AxeBuilder from "@axe-core/playwright";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { HtmlValidate } from "html-validate";
import { setStatus } from "./database.ts";
import { type At, pagesOf, platformPagesOf, platformUrl, visit } from "./pages.ts";
import { createWorkspace, signInAs, signUp, tenantUrl, unique } from "./people.ts";
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

    test("a read-only workspace, and what it answers to a form, has no serious accessibility problem", async ({
      page,
    }) => {
      const slug = unique("a");
      await signUp(page, `${slug}@example.com`);
      await createWorkspace(page, slug, "Standard");
      await page.goto(tenantUrl(slug, "/projects/new"));
      await page.getByLabel("Name", { exact: true }).fill("Half typed");
      await setStatus(slug, "read-only");
      const heading = page.getByRole("heading", { level: 1, name: /^Nothing was saved/ });
      await page.getByRole("button", { name: "Create project" }).click();
      await expect(heading).toBeVisible();
      await checkWidths(page, "refused");
      await page.getByRole("link", { name: "Back to the form" }).click();
      await expect(page.getByRole("note")).toBeVisible();
      await checkWidths(page, "read-only");
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
