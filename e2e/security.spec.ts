/** Promise: what a workspace's owners ask of everybody holds, and dangerous acts ask who somebody is. */
import { type Browser, type BrowserContext, expect, type Page, test } from "@playwright/test";
import { decodeJwt } from "jose";
import { signSessionToken } from "../app/identity/providers/local/token.ts";
import { adminQuery } from "./database.ts";
import { invite, join } from "./invite.ts";
import { createWorkspace, signUp, tenantUrl, unique } from "./people.ts";
import { E2E } from "./server.ts";

const HOUR_MS = 3_600_000;

async function newWorkspace(page: Page): Promise<{ slug: string; email: string }> {
  const slug = unique("safe");
  const email = `${slug}@example.com`;
  await signUp(page, email);
  await createWorkspace(page, slug, "Standard");
  return { slug, email };
}

/** As if the person had signed in an hour earlier: in the workspace, and on the apex. */
async function signedInLongAgo(context: BrowserContext, slug: string): Promise<void> {
  // That the column is named makes the database tell all processes.
  await adminQuery(
    `UPDATE control.sessions SET proved_at = proved_at - interval '1 hour', revoked_at = revoked_at
     WHERE hostname = $1`,
    [`${slug}.app.localhost`],
  );
  const cookies = await context.cookies(E2E.baseUrl);
  const held = cookies.find(({ name }) => name === "__session");
  const client = cookies.find(({ name }) => name === "__client_uat");
  const claims = decodeJwt<{ sid: string; azp: string }>(held?.value ?? "");
  const [instance] = await adminQuery<{ privateKeyPem: string; publicKeyPem: string }>(
    `SELECT private_key_pem AS "privateKeyPem", public_key_pem AS "publicKeyPem" FROM local_identity.instance`,
  );
  if (!held || !client || !instance) throw new Error("Nobody is signed in here.");
  const older = (seconds = 0) => new Date(seconds * 1000 - HOUR_MS);
  const value = await signSessionToken({ instance, issuer: claims.iss ?? "" }, claims.azp, {
    userId: claims.sub ?? "",
    sessionId: claims.sid,
    issuedAt: older(claims.iat),
    expiresAt: new Date((claims.exp ?? 0) * 1000),
  });
  const since = String(Math.floor(older(claims.iat).getTime() / 1000));
  await context.addCookies([
    { ...held, value },
    { ...client, value: since },
  ]);
}

async function signInByEmail(page: Page, email: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: "Sign in", exact: true })).toBeVisible();
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function giveCode(page: Page, email: string): Promise<void> {
  await expect(page.getByLabel("Code", { exact: true })).toBeVisible();
  const [mail] = await adminQuery<{ code: string }>(
    `SELECT right(subject, 6) AS code FROM local_identity.mails
     WHERE "to" = $1 AND subject LIKE 'Your code%' ORDER BY sent_at DESC LIMIT 1`,
    [email],
  );
  await page.getByLabel("Code", { exact: true }).fill(mail?.code ?? "");
  await page.getByRole("button", { name: "Continue" }).click();
}

async function addFactor(page: Page, email: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1, name: "A second factor is needed" })).toBeVisible();
  await page.getByRole("button", { name: "Ask for a code" }).click();
  await giveCode(page, email);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    const otherBrowser = async (browser: Browser) =>
      (await browser.newContext({ javaScriptEnabled, baseURL: E2E.baseUrl })).newPage();

    test("who signed in long ago signs in again before a dangerous act, and finds what they had typed", async ({
      page,
      context,
    }) => {
      const { slug, email } = await newWorkspace(page);
      await page.getByRole("link", { name: "Settings" }).click();
      await page.getByRole("link", { name: "Security" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Security" })).toBeVisible();
      await page.getByLabel("Sign out when unused for").selectOption("60");
      await page.getByLabel("Sign in again after").selectOption("480");
      await page.getByLabel("Who may invite").selectOption("owners");
      await signedInLongAgo(context, slug);
      await page.getByRole("button", { name: "Save" }).click();

      await expect(page.getByRole("heading", { level: 1, name: "Sign in again" })).toBeVisible();
      await expect(page.getByRole("main").getByText(email)).toBeVisible();
      await page.getByRole("button", { name: "Sign in again" }).click();
      await signInByEmail(page, email);

      await expect(page).toHaveURL(tenantUrl(slug, "/settings/security"));
      await expect(page.getByText(/What you had typed is below again/)).toBeVisible();
      await expect(page.getByLabel("Sign out when unused for")).toHaveValue("60");
      await expect(page.getByLabel("Sign in again after")).toHaveValue("480");
      await expect(page.getByLabel("Who may invite")).toHaveValue("owners");
      const chosen =
        "SELECT FROM control.tenant_security s JOIN control.tenants t ON t.id = tenant_id WHERE slug = $1";
      expect(await adminQuery(chosen, [slug])).toHaveLength(0);
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByRole("status").first()).toContainText("The security settings are saved.");
      expect(await adminQuery(chosen, [slug])).toHaveLength(1);
    });

    test("a workspace that asks for a second factor puts out who has none, and takes them back with one", async ({
      page,
      browser,
    }) => {
      const { slug, email } = await newWorkspace(page);
      const theirEmail = `gwen-${slug}@example.com`;
      await invite(page, slug, theirEmail);
      const theirs = await otherBrowser(browser);
      await join(theirs, slug, theirEmail);

      // Who has none may not ask for one.
      await page.goto(tenantUrl(slug, "/settings/security"));
      await page.getByLabel("Ask everybody for a second factor").check();
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByText("Add a second factor to your own account first").first()).toBeVisible();
      await page.getByRole("link", { name: "Add yours" }).click();
      await addFactor(page, email);
      await expect(page).toHaveURL(tenantUrl(slug, "/settings/security"));
      await expect(page.getByText("You signed in with a second factor.")).toBeVisible();
      await page.getByLabel("Ask everybody for a second factor").check();
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByRole("status").first()).toContainText("The security settings are saved.");

      await theirs.goto(tenantUrl(slug, "/projects"));
      await addFactor(theirs, theirEmail);
      await expect(theirs).toHaveURL(tenantUrl(slug, "/projects"));

      await page.goto(tenantUrl(slug, "/settings/security"));
      await expect(page.getByRole("row").filter({ hasText: "Gwen Guest" })).toContainText("On");

      // From now on each sign-in asks for it.
      const another = await otherBrowser(browser);
      await another.goto(tenantUrl(slug, "/dashboard"));
      await signInByEmail(another, theirEmail);
      await expect(another.getByRole("heading", { level: 1, name: "Enter your code" })).toBeVisible();
      await another.getByLabel("Code", { exact: true }).fill("12");
      await another.getByRole("button", { name: "Continue" }).click();
      await expect(another.getByText("This is not the code, or not any more.").first()).toBeVisible();
      await giveCode(another, theirEmail);
      await expect(another).toHaveURL(tenantUrl(slug, "/dashboard"));
    });
  });
}
