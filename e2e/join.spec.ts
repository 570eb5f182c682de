/** Asking to be let into a workspace: nobody learns by it which there are, and who is let in is in. */
import { type Browser, expect, type Page, test } from "@playwright/test";
import { createWorkspace, signUp, tenantUrl, unique } from "./people.ts";
import { E2E } from "./server.ts";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    const newcomer = async (browser: Browser, email: string): Promise<Page> => {
      const context = await browser.newContext({ javaScriptEnabled, baseURL: E2E.baseUrl });
      const page = await context.newPage();
      await signUp(page, email);
      return page;
    };
    /** What the page of the apex for this name says, with the name and the request taken out. */
    const saidOf = async (page: Page, slug: string) => {
      const answer = await page.goto(`${E2E.baseUrl}/workspaces/${slug}/enter?nonce=${"0".repeat(64)}`);
      expect(answer?.status()).toBe(404);
      const text = (await page.getByRole("main").textContent()) ?? "";
      return text.replaceAll(slug, "NAME").replace(/Request id: [0-9a-f-]{36}/, "");
    };
    const ask = async (page: Page, slug: string) => {
      await page.getByRole("link", { name: "Ask to join" }).click();
      await expect(page.getByRole("heading", { level: 1, name: `Ask to join ${slug}?` })).toBeVisible();
      await page.getByRole("button", { name: "Ask to join" }).click();
      await page.waitForURL(`${E2E.baseUrl}/workspaces`);
      const asked = page.getByRole("region", { name: "You asked to join" });
      await expect(asked.getByRole("listitem").filter({ hasText: slug })).toContainText("Waiting");
    };

    test("who asks is let in, or not, and a name that is nobody's looks the same before", async ({
      page,
      browser,
    }) => {
      const slug = unique("joined");
      await signUp(page, `${slug}@example.com`);
      await createWorkspace(page, slug, "Standard");
      const guest = `${unique("guest")}@example.com`;
      const theirs = await newcomer(browser, guest);
      const nobodys = unique("nobodys");
      const [real, unreal] = [await saidOf(theirs, slug), await saidOf(theirs, nobodys)];
      expect(real).toEqual(unreal);
      await ask(theirs, nobodys);
      await saidOf(theirs, slug);
      await ask(theirs, slug);

      const other = await newcomer(browser, `other-${slug}@example.com`);
      await saidOf(other, slug);
      await ask(other, slug);

      await page.goto(tenantUrl(slug, "/members"));
      const requests = page.getByRole("region", { name: "2 people ask to join" });
      const requestOf = (email: string) => requests.getByRole("listitem").filter({ hasText: email });
      await requestOf(guest).getByRole("combobox").selectOption("viewer");
      await requestOf(guest).getByRole("button", { name: "Let in" }).click();
      await expect(page.getByRole("status").first()).toContainText("Nora Newcomer is in the workspace.");
      await page
        .getByRole("region", { name: "1 person asks to join" })
        .getByRole("button", { name: "Decline" })
        .click();
      await expect(page.getByRole("status").first()).toContainText("Nora Newcomer was not let in.");

      expect((await theirs.goto(tenantUrl(slug, "/dashboard")))?.status()).toBe(200);
      expect((await theirs.goto(tenantUrl(slug, "/projects/new")))?.status()).toBe(403);
      await other.goto(`${E2E.baseUrl}/workspaces`);
      await expect(other.getByRole("region", { name: "You asked to join" })).toContainText("Not accepted");
      expect((await other.goto(tenantUrl(slug, "/dashboard")))?.status()).toBe(404);
    });
  });
}
