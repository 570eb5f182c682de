/** Mail about notifications: when it comes is chosen, and one click in it stops it. */
import AxeBuilder from "@axe-core/playwright";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { adminQuery } from "./database.ts";
import { ask } from "./http.ts";
import { invite, join } from "./invite.ts";
import { createProject, createWorkspace, signUp, tenantUrl, unique } from "./people.ts";
import { E2E } from "./server.ts";

const SETTINGS = "/notifications/settings";

/** Gwen has a project in Nora's workspace, and Nora has changed it. */
async function changed(page: Page, browser: Browser, options: object, plan: "Standard" | "Enterprise") {
  const slug = unique("mail");
  await signUp(page, `${slug}@example.com`);
  await createWorkspace(page, slug, plan);
  const email = `gwen-${slug}@example.com`;
  await invite(page, slug, email);
  const context = await browser.newContext({ baseURL: E2E.baseUrl, ...options });
  const theirs = await context.newPage();
  await join(theirs, slug, email);
  const project = await createProject(theirs, slug, "Gwen's plan");
  await page.goto(tenantUrl(slug, `/projects/${project}/edit`));
  await page.getByLabel("Name", { exact: true }).fill("Gwen's better plan");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Gwen's better plan" })).toBeVisible();
  return { slug, email, theirs };
}

/** The person's window ends at once; answers the links of the mail that then comes. */
async function mailTo(page: Page, email: string, subject = /notifications? in/): Promise<string[]> {
  const row = page.getByRole("row").filter({ hasText: email }).filter({ hasText: subject });
  await expect(async () => {
    await adminQuery(
      `UPDATE graphile_worker._private_jobs j SET run_at = now() FROM control.users u
        WHERE u.email = $1 AND j.key LIKE 'bundle-notifications % ' || u.id`,
      [email],
    );
    await page.goto(`${E2E.baseUrl}/outbox`);
    await expect(row.first()).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await row.first().getByRole("link").click();
  const links = page.getByRole("main").getByRole("link", { name: /\/unsubscribe\?token=/ });
  await expect(links.last()).toBeVisible();
  return Promise.all((await links.all()).map(async (link) => (await link.getAttribute("href")) ?? ""));
}

async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ resultTypes: ["violations"] })
    .analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join("\n")}`)).toEqual([]);
}

for (const [javaScriptEnabled, plan] of [
  [true, "Standard"],
  [false, "Enterprise"],
] as const) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a person chooses when mail comes and what it tells, and finds the choice again", async ({
      page,
    }) => {
      const slug = unique("rhythm");
      await signUp(page, `${slug}@example.com`);
      await createWorkspace(page, slug, plan);
      await page.goto(tenantUrl(slug, "/notifications"));
      await page.getByRole("link", { name: "Mail settings" }).click();
      await expect(page.getByRole("heading", { level: 1, name: "Notifications by mail" })).toBeVisible();
      await expect(page.getByRole("radio", { name: /^Soon/ })).toBeChecked();
      await page.getByRole("radio", { name: /^Once a day/ }).check();
      await page.getByLabel("Time of day").selectOption("7:00 AM");
      await page.getByLabel("Time zone").selectOption("America/Los_Angeles");
      await page.getByRole("checkbox", { name: "Somebody archived the project" }).uncheck();
      if (javaScriptEnabled) await expectAccessible(page);
      await page.getByRole("button", { name: "Save" }).click();
      await expect(page.getByRole("status").first()).toContainText("Your choice is saved.");
      await expect(page.getByRole("radio", { name: /^Once a day/ })).toBeChecked();
      await expect(page.getByLabel("Time of day")).toHaveValue("7");
      await expect(page.getByLabel("Time zone")).toHaveValue("America/Los_Angeles");
      await expect(page.getByRole("checkbox", { name: "Somebody archived the project" })).not.toBeChecked();
      await expect(page.getByRole("checkbox", { name: "Somebody changed the project" })).toBeChecked();
    });

    test("a link in the mail stops it, after a question, and starts it again", async ({ page, browser }) => {
      const { slug, email, theirs } = await changed(page, browser, { javaScriptEnabled }, plan);
      const [thing = "", kind = "", all = ""] = await mailTo(page, email);
      await theirs.context().clearCookies({ domain: "app.localhost" });
      await theirs.goto(all);
      await expect(theirs.getByRole("heading", { level: 1, name: "Stop this mail" })).toBeVisible();
      if (javaScriptEnabled) await expectAccessible(theirs);
      await theirs.getByRole("button", { name: "Stop this mail" }).click();
      await expect(theirs.getByRole("heading", { level: 1, name: "This mail is stopped" })).toBeVisible();
      await theirs.getByRole("button", { name: "Start it again" }).click();
      await expect(theirs.getByRole("heading", { level: 1, name: "Stop this mail" })).toBeVisible();
      await theirs.goto(kind);
      await expect(theirs.getByText("somebody changed the project")).toBeVisible();
      await theirs.goto(thing);
      await theirs.getByRole("button", { name: "Stop this mail" }).click();
      await expect(theirs.getByRole("heading", { level: 1, name: "This mail is stopped" })).toBeVisible();
      await theirs.goto(tenantUrl(slug, SETTINGS));
      await theirs.getByRole("button", { name: "Mail me again: Gwen's better plan" }).click();
      await expect(theirs.getByRole("status").first()).toContainText("Mail tells you about it again.");
      await expect(theirs.getByRole("heading", { name: "Without mail" })).toBeHidden();
      await theirs.goto(`${E2E.baseUrl}/unsubscribe?token=nothing`);
      await expect(
        theirs.getByRole("heading", { level: 1, name: "This link cannot stop mail" }),
      ).toBeVisible();
    });
  });
}

// Threat: the door that lets a mail program's click in lets others in, too.
test("a program stops mail with one post, without a cookie and from anywhere; nothing else gets in so", async ({
  page,
  browser,
}) => {
  const { slug, email } = await changed(page, browser, {}, "Standard");
  const [, , all = ""] = await mailTo(page, email);
  const path = all.slice(E2E.baseUrl.length);
  const type = { "Content-Type": "application/x-www-form-urlencoded" };
  const click = (headers: Record<string, string>, to = path, host = E2E.host) =>
    ask({
      method: "POST",
      path: to,
      host,
      headers: { ...type, ...headers },
      body: "List-Unsubscribe=One-Click",
    });
  const rhythm = async () =>
    (
      await adminQuery<{ rhythm: string }>(
        "SELECT rhythm FROM control.mail_choices JOIN control.users ON id = user_id WHERE email = $1",
        [email],
      )
    )[0]?.rhythm;

  const startAgain = () =>
    adminQuery(
      "UPDATE control.mail_choices SET rhythm = 'soon' FROM control.users WHERE id = user_id AND email = $1",
      [email],
    );

  for (const method of ["GET", "HEAD"]) expect((await ask({ method, path })).status).toBe(200);
  expect(await rhythm()).toBeUndefined();
  for (const other of [path.replace("?", ".data?"), path.replace("?", "/?"), path.replace("?", "/x?")])
    expect((await click({}, other)).status, other).toBe(403);
  expect((await click({}, path, `${slug}.${E2E.host}`)).status).toBe(404);
  expect((await click({}, `${path}x`)).status).toBe(404);
  expect(await rhythm()).toBeUndefined();

  const answer = await click({});
  expect([answer.status, answer.headers.location]).toEqual([200, undefined]);
  expect(await rhythm()).toBe("never");
  await startAgain();
  expect((await click({ Origin: "https://mail.example", "Sec-Fetch-Site": "cross-site" })).status).toBe(200);
  expect(await rhythm()).toBe("never");
  await startAgain();
  const parts = `--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n`;
  const headers = { "Content-Type": "multipart/form-data; boundary=x" };
  expect((await ask({ method: "POST", path, headers, body: parts })).status).toBe(200);
  expect(await rhythm()).toBe("never");
});

test("the settings, the mail and the way out are there in Spanish", async ({ page, browser }) => {
  const { slug, email, theirs } = await changed(page, browser, {}, "Standard");
  await theirs.goto(tenantUrl(slug, SETTINGS));
  await theirs.getByRole("button", { name: "Español" }).click();
  await expect(theirs.getByRole("heading", { level: 1, name: "Notificaciones por correo" })).toBeVisible();
  await theirs.getByRole("radio", { name: /^Una vez al día/ }).check();
  await theirs.getByRole("button", { name: "Guardar" }).click();
  await expect(theirs.getByRole("status").first()).toContainText("Tu elección está guardada.");
  await theirs.goto((await mailTo(page, email, /notificaci(ón|ones) en/)).at(-1) ?? "");
  await theirs.getByRole("button", { name: "Parar este correo" }).click();
  await expect(theirs.getByRole("heading", { level: 1, name: "Este correo está parado" })).toBeVisible();
  await theirs.goto(tenantUrl(slug, SETTINGS));
  await expect(theirs.getByRole("radio", { name: /^Nunca/ })).toBeChecked();
});
