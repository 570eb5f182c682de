import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { ask } from "./http.ts";
import { createProject, signInAs, tenantUrl, unique } from "./people.ts";
import { E2E } from "./server.ts";

const pages = (id: string) => [`/projects/${id}`, `/projects/${id}/edit`, `/projects/${id}/delete`];
const withoutIds = (html: string) =>
  html
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "ID")
    .replace(/(nonce|data-now)="[^"]*"/g, "")
    .replace(/"[A-Za-z0-9+/]{22}=="/g, "");

for (const [mine, person, theirs, neighbour] of [
  ["acme", "Ada Lovelace", "globex", "Katherine Johnson"],
  ["acme", "Ada Lovelace", "initech", "Radia Perlman"],
  ["initech", "Radia Perlman", "acme", "Ada Lovelace"],
] as const) {
  test(`${theirs}'s project is 404 on ${mine}'s hostname, like one that never was`, async ({ browser }) => {
    // Threat: another tenant's id, tried on one's own hostname.
    const [theirContext, myContext] = [await browser.newContext(), await browser.newContext()];
    const theirPage = await theirContext.newPage();
    await signInAs(theirPage, neighbour, tenantUrl(theirs));
    const marker = unique("secret");
    const id = await createProject(theirPage, theirs, marker);

    const page = await myContext.newPage();
    await signInAs(page, person, tenantUrl(mine));
    const unknown = randomUUID();
    for (const [index, path] of pages(id).entries()) {
      const answer = await page.goto(tenantUrl(mine, path));
      const other = await myContext.newPage();
      const unknownAnswer = await other.goto(tenantUrl(mine, pages(unknown)[index] ?? ""));
      expect(answer?.status()).toBe(404);
      expect(unknownAnswer?.status()).toBe(404);
      const [html, unknownHtml] = [await page.content(), await other.content()];
      expect(html).not.toContain(marker);
      expect(withoutIds(html)).toBe(withoutIds(unknownHtml));
      await other.close();
    }
    await Promise.all([theirContext.close(), myContext.close()]);
  });
}

test("a session of one workspace is nothing on another's hostname", async ({ context, page }) => {
  // Threat: a stolen or copied cookie, tried at a neighbour.
  await signInAs(page, "Ada Lovelace", tenantUrl("acme"));
  const cookies = await context.cookies(tenantUrl("acme"));
  const session = cookies.find(({ name }) => name === "__Host-tenantry");
  expect(session).toBeDefined();
  const headers = { Cookie: `__Host-tenantry=${session?.value}` };
  expect((await ask({ host: `acme.${E2E.host}`, path: "/dashboard", headers })).status).toBe(200);
  for (const slug of ["globex", "initech"]) {
    const { status, headers: answered } = await ask({
      host: `${slug}.${E2E.host}`,
      path: "/dashboard",
      headers,
    });
    expect(status).toBe(302);
    expect(answered.location).toContain("/workspaces/");
  }
});

test("the right person on the wrong hostname is not told that the workspace exists", async ({ page }) => {
  await signInAs(page, "Ada Lovelace", tenantUrl("acme"));
  const answer = await page.goto(tenantUrl("globex", "/dashboard"));
  expect([403, 404]).toContain(answer?.status());
  expect(await page.content()).not.toContain("Harbour survey");
});

test("without a session every page of a workspace leads to signing in, its data too", async () => {
  const id = randomUUID();
  for (const path of ["/dashboard", "/projects", "/projects/new", ...pages(id)]) {
    for (const suffix of ["", ".data"]) {
      const { status, body, headers } = await ask({ host: `acme.${E2E.host}`, path: path + suffix });
      expect([202, 302], path + suffix).toContain(status);
      expect(body).not.toContain("Anvil");
      if (status === 302) expect(headers.location).toContain(`${E2E.baseUrl}/workspaces/acme/enter`);
    }
  }
});

test("two session cookies in one request are refused", async () => {
  const { status } = await ask({
    host: `acme.${E2E.host}`,
    path: "/dashboard",
    headers: { Cookie: "__Host-tenantry=a; __Host-tenantry=b" },
  });
  expect(status).toBe(400);
});

test("a viewer sees no private project and may change nothing", async ({ page }) => {
  await signInAs(page, "Vera Rubin", tenantUrl("acme", "/projects?q=Board"));
  await expect(page.getByText("No project matches")).toBeVisible();
  await page.goto(tenantUrl("acme", "/projects?q=Anvil"));
  await expect(page.getByRole("link", { name: "Anvil catalogue" })).toBeVisible();
  await expect(page.getByRole("link", { name: "New project" })).toHaveCount(0);
  expect((await page.goto(tenantUrl("acme", "/projects/new")))?.status()).toBe(403);
});

test("a member changes their own project and not another's", async ({ page }) => {
  await signInAs(page, "Grace Hopper", tenantUrl("acme", "/projects?q=Warehouse"));
  await page.getByRole("link", { name: "Warehouse move" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Warehouse move" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Edit project" })).toHaveCount(0);
  expect((await page.goto(`${page.url()}/edit`))?.status()).toBe(403);
  await page.goto(tenantUrl("acme", "/projects?q=Anvil"));
  await page.getByRole("link", { name: "Anvil catalogue" }).click();
  await expect(page.getByRole("link", { name: "Edit project" })).toBeVisible();
});

test("signing out of a workspace ends its session for good", async ({ context, page }) => {
  await signInAs(page, "Alan Turing", tenantUrl("acme"));
  const cookies = await context.cookies(tenantUrl("acme"));
  const value = cookies.find(({ name }) => name === "__Host-tenantry")?.value;
  await page.getByRole("button", { name: "Sign out" }).first().click();
  await page.waitForURL(new RegExp(`^${E2E.baseUrl}`));
  const headers = { Cookie: `__Host-tenantry=${value}` };
  expect((await ask({ host: `acme.${E2E.host}`, path: "/dashboard", headers })).status).toBe(302);
});
