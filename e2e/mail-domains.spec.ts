/** An owner proves a mail domain, and who has an address of it comes in without asking; others ask. */
import { type Browser, expect, type Page, test } from "@playwright/test";
import { startDnsServer } from "../app/dns/testing/dns-server.ts";
import { createWorkspace, signUp, tenantUrl, unique } from "./people.ts";
import { E2E } from "./server.ts";

// One name server, where the product asks: one test after the other.
test.describe.configure({ mode: "default" });

let dns: Awaited<ReturnType<typeof startDnsServer>>;
test.beforeAll(async () => {
  dns = await startDnsServer(E2E.dnsPort);
});
test.afterAll(() => dns.close());

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    const newcomer = async (browser: Browser, email: string): Promise<Page> => {
      const context = await browser.newContext({ javaScriptEnabled, baseURL: E2E.baseUrl });
      const page = await context.newPage();
      await signUp(page, email);
      return page;
    };
    const recordPart = async (page: Page, term: string): Promise<string> =>
      (await page
        .getByRole("region", { name: "DNS record" })
        .locator("div", { has: page.getByText(term, { exact: true }) })
        .locator("code")
        .textContent()) ?? "";

    test("a domain is refused, listed, proven and opened, and its people come in as viewers", async ({
      page,
      browser,
    }) => {
      const slug = unique("domains");
      const domain = `${slug}.com`;
      await signUp(page, `${slug}@example.com`);
      await createWorkspace(page, slug, "Standard");
      await page.getByRole("link", { name: "Settings" }).click();
      await page.getByRole("link", { name: "Mail domains" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Mail domains" })).toBeVisible();

      await page.getByLabel("Domain").fill("gmail.com");
      await page.getByRole("button", { name: "Add domain" }).click();
      await expect(page.getByRole("alert")).toContainText("Everybody can have an address there.");
      await page.getByLabel("Domain").fill(`@${domain.toUpperCase()}`);
      await page.getByRole("button", { name: "Add domain" }).click();
      await expect(page.getByRole("heading", { level: 1, name: domain })).toBeVisible();
      await expect(page.getByText("Not proven")).toBeVisible();
      const [name, text] = [await recordPart(page, "Name"), await recordPart(page, "Text")];
      expect(name).toBe(`_tenantry.${domain}`);

      await page.getByRole("button", { name: "Check now" }).click();
      await expect(page.getByRole("alert")).toContainText("The record is not there");
      dns.set(name, [text]);
      await page.getByRole("button", { name: "Check now" }).click();
      await expect(page.getByRole("status").first()).toContainText(`${domain} is proven.`);
      await expect(page.getByText("Proven", { exact: true })).toBeVisible();

      const early = await newcomer(browser, `early@${domain}`);
      await early.goto(`${E2E.baseUrl}/workspaces/${slug}/ask`);
      await expect(early.getByRole("heading", { level: 1, name: `Ask to join ${slug}?` })).toBeVisible();

      await page.getByLabel("People with an address of this domain").selectOption("joins");
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByRole("status").first()).toContainText(`Saved for ${domain}.`);

      await early.reload();
      await expect(early.getByRole("heading", { level: 1, name: `Join Workspace ${slug}` })).toBeVisible();
      await early.getByRole("button", { name: "Join", exact: true }).click();
      await early.waitForURL(tenantUrl(slug, "/dashboard"));
      expect((await early.goto(tenantUrl(slug, "/projects/new")))?.status()).toBe(403);

      const stranger = await newcomer(browser, `stranger@not-${domain}`);
      await stranger.goto(`${E2E.baseUrl}/workspaces/${slug}/ask`);
      await stranger.getByRole("button", { name: "Ask to join" }).click();
      await stranger.waitForURL(`${E2E.baseUrl}/workspaces`);

      await page.goto(tenantUrl(slug, "/settings/mail-domains"));
      await page.getByRole("link", { name: domain }).click();
      await page.getByRole("link", { name: "Remove domain" }).click();
      await page.getByRole("button", { name: "Remove domain" }).click();
      await expect(page.getByRole("status").first()).toContainText(`${domain} is removed.`);
      const late = await newcomer(browser, `late@${domain}`);
      await late.goto(`${E2E.baseUrl}/workspaces/${slug}/ask`);
      await expect(late.getByRole("heading", { level: 1, name: `Ask to join ${slug}?` })).toBeVisible();
    });

    test("who may let people in finds the mail that tells of a request, and its link leads to the request", async ({
      page,
      browser,
    }) => {
      const slug = unique("mailed");
      const owner = `${slug}@example.com`;
      await signUp(page, owner);
      await createWorkspace(page, slug, "Standard");
      const theirs = await newcomer(browser, `guest-${slug}@example.com`);
      await theirs.goto(`${E2E.baseUrl}/workspaces/${slug}/ask`);
      await theirs.getByRole("button", { name: "Ask to join" }).click();
      await theirs.waitForURL(`${E2E.baseUrl}/workspaces`);

      const mailed = page.getByRole("row").filter({ hasText: owner }).filter({ hasText: "asks to join" });
      await expect(async () => {
        await page.goto(`${E2E.baseUrl}/outbox`);
        await expect(mailed).toHaveCount(1, { timeout: 100 });
      }).toPass();
      await mailed.getByRole("link").click();
      await page.getByRole("link", { name: tenantUrl(slug, "/members") }).click();
      await page
        .getByRole("region", { name: "1 person asks to join" })
        .getByRole("button", { name: "Let in" })
        .click();
      await expect(page.getByRole("status").first()).toContainText("Nora Newcomer is in the workspace.");
    });
  });
}
