/** From the form that invites to the workspace that somebody arrives in, with JavaScript and without. */
import { type Browser, expect, type Page, test } from "@playwright/test";
import { adminQuery } from "./database.ts";
import { INVITATIONS, invite, linkTo } from "./invite.ts";
import { createWorkspace, signUp, tenantUrl, unique } from "./people.ts";
import { E2E } from "./server.ts";

const owning = async (page: Page): Promise<string> => {
  const slug = unique("inv");
  await signUp(page, `${slug}@example.com`);
  await createWorkspace(page, slug, "Standard");
  return slug;
};

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    const guest = async (browser: Browser) =>
      (await browser.newContext({ javaScriptEnabled, baseURL: E2E.baseUrl })).newPage();

    test("a newcomer is invited, signs up by the link in the mail, and arrives in their role", async ({
      page,
      browser,
    }) => {
      const slug = await owning(page);
      const email = `guest-${slug}@example.com`;
      await invite(page, slug, `Gwen Guest <${email}>`, "viewer");
      await expect(page.getByRole("status")).toContainText("1 invitation was sent.");
      await page.getByRole("link", { name: "Open invitations" }).click();
      const row = page.getByRole("row").filter({ hasText: email });
      await expect(row).toContainText("Viewer");
      await expect(row).toContainText("Nora Newcomer");

      const theirs = await guest(browser);
      await theirs.goto(await linkTo(theirs, email));
      await expect(theirs.getByRole("heading", { level: 1, name: `Join Workspace ${slug}` })).toBeVisible();
      await expect(theirs.getByText("Nora Newcomer has invited you")).toBeVisible();
      await expect(theirs.getByLabel("E-mail address")).toHaveValue(email);
      await theirs.getByRole("button", { name: "Create account and go on" }).click();
      await expect(theirs.getByText("Enter something here.").first()).toBeVisible();
      await theirs.getByLabel("First name").fill("Gwen");
      await theirs.getByLabel("Last name").fill("Guest");
      await theirs.getByRole("button", { name: "Create account and go on" }).click();
      await theirs.getByRole("button", { name: "Join the workspace" }).click();
      await theirs.waitForURL(tenantUrl(slug, "/dashboard"), { timeout: 60_000 });
      await expect(theirs.getByText("Viewer", { exact: true }).first()).toBeAttached();

      await page.goto(tenantUrl(slug, INVITATIONS));
      await expect(page.getByText("No open invitations")).toBeVisible();
      // Whoever is a viewer invites nobody.
      const refused = await theirs.goto(tenantUrl(slug, INVITATIONS));
      expect(refused?.status()).toBe(403);
    });

    test("each of many pasted addresses is answered", async ({ page }) => {
      const slug = await owning(page);
      const at = (name: string) => `${name}-${slug}@example.com`;
      await invite(page, slug, at("known"));
      const lines = [at("one"), at("KNOWN").toUpperCase(), `${slug}@Example.com`, "nobody at all", at("One")];
      await invite(page, slug, lines.join("\n"));
      const answers = page.getByRole("region", { name: "What became of each address" }).getByRole("listitem");
      await expect(answers).toHaveText([
        new RegExp(`^one-${slug}.*Invited$`),
        /^KNOWN-.*Already invited$/,
        /@Example\.com.*Already a member$/,
        /^nobody at all.*Not an address$/,
        /^One-.*Already invited$/,
      ]);

      await page.goto(tenantUrl(slug, `${INVITATIONS}/new`));
      const many = Array.from({ length: 101 }, (_, n) => at(`n${n}`)).join(", ");
      await page.getByLabel("E-mail addresses").fill(many);
      await page.getByRole("button", { name: "Send invitations" }).click();
      await expect(page.getByText("Enter at most 100 addresses at once.").first()).toBeVisible();
      await expect(page.getByLabel("E-mail addresses")).toHaveValue(many);
    });

    test("the link of an invitation that was revoked, sent again or late says so", async ({
      page,
      browser,
    }) => {
      const slug = await owning(page);
      const email = `late-${slug}@example.com`;
      await invite(page, slug, email);
      const theirs = await guest(browser);
      const first = await linkTo(theirs, email);
      await page.goto(tenantUrl(slug, INVITATIONS));
      await page.getByRole("button", { name: `Resend the invitation of ${email}` }).click();
      await expect(page.getByRole("status")).toContainText(`A new invitation was sent to ${email}`);
      expect((await theirs.goto(first))?.status()).toBe(410);
      await expect(
        theirs.getByRole("heading", { level: 1, name: "This invitation was taken back" }),
      ).toBeVisible();

      const second = await linkTo(theirs, email);
      expect(second).not.toBe(first);
      await theirs.goto(second);
      await expect(theirs.getByRole("heading", { level: 1, name: /^Join/ })).toBeVisible();
      await adminQuery("UPDATE local_identity.invitations SET expires_at = now() WHERE email = $1", [email]);
      expect((await theirs.goto(second))?.status()).toBe(410);
      await expect(
        theirs.getByRole("heading", { level: 1, name: "This invitation has expired" }),
      ).toBeVisible();

      await page.goto(tenantUrl(slug, INVITATIONS));
      await page.getByRole("button", { name: `Revoke the invitation of ${email}` }).click();
      await expect(page.getByRole("status")).toContainText(`The invitation of ${email} was revoked`);
      await expect(page.getByText("No open invitations")).toBeVisible();
      expect((await theirs.goto(second.replace("ticket=", "ticket=x")))?.status()).toBe(404);
      await expect(
        theirs.getByRole("heading", { level: 1, name: "This link is not complete" }),
      ).toBeVisible();
    });

    test("whoever is signed in as another is told, and goes on as the invited one", async ({
      page,
      browser,
    }) => {
      const slug = await owning(page);
      const invited = `asked-${slug}@example.com`;
      const theirs = await guest(browser);
      await signUp(theirs, invited);
      await theirs.context().clearCookies();
      await signUp(theirs, `other-${slug}@example.com`);
      await invite(page, slug, invited.toUpperCase(), "admin");
      const link = await linkTo(theirs, invited.toUpperCase());
      await theirs.goto(link);
      await expect(theirs.getByText(`You are signed in as other-${slug}@example.com`)).toBeVisible();
      await theirs.getByRole("button", { name: "Sign out and go on" }).click();
      await theirs.getByRole("button", { name: /^Sign in as/ }).click();
      await theirs.getByRole("button", { name: "Join the workspace" }).click();
      await theirs.waitForURL(tenantUrl(slug, "/dashboard"), { timeout: 60_000 });

      // Used, it leads its owner in again, and says so to anybody else.
      await theirs.goto(link);
      await theirs.waitForURL(tenantUrl(slug, "/dashboard"));
      await page.goto(link);
      await expect(
        page.getByRole("heading", { level: 1, name: "This invitation has been used" }),
      ).toBeVisible();

      // An admin invites nobody above themselves.
      await theirs.goto(tenantUrl(slug, `${INVITATIONS}/new`));
      await expect(theirs.getByLabel("Role").getByRole("option")).toHaveText(["Admin", "Member", "Viewer"]);
    });
  });
}
