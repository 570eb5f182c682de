/** Promise: a name stands in its own direction, wherever it is shown, and turns nothing beside it. */
import { expect, type Page, test } from "@playwright/test";
import { setStatus } from "./database.ts";
import { createProject, signInAs, tenantUrl, unique } from "./people.ts";
import { E2E } from "./server.ts";

const PERSON = { first: "נועה", last: "כהן" };
const WORKSPACE = "מאפיית נועה";
const PROJECT = "לחם ומלח";

/** Names on the page that stand in the direction of what is around them: where each is. */
const notTurned = (page: Page, names: string[]) =>
  page.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      const text = walker.currentNode.textContent?.trim() ?? "";
      if (parent && wanted.includes(text) && getComputedStyle(parent).direction !== "rtl")
        found.push(parent.outerHTML.slice(0, 200));
    }
    return found;
  }, names);

/** Wherever a name is a part of something longer, read or heard: what is not kept apart there. */
const notApart = (page: Page, names: string[]) =>
  page.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement?.closest("script, style, textarea")
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
    );
    const texts: string[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode.textContent ?? "");
    for (const name of ["aria-label", "title", "alt", "placeholder"])
      for (const element of document.querySelectorAll(`[${name}]`))
        texts.push(element.getAttribute(name) ?? "");
    return texts.filter((text) => {
      if (wanted.includes(text.trim())) return false;
      const rest = wanted.reduce((left, name) => left.replaceAll(`\u2068${name}\u2069`, ""), text);
      return wanted.some((name) => rest.includes(name));
    });
  }, names);

test("a name that is written from right to left is, on every page, and its field turns with it; in a sentence it stands apart", async ({
  page,
  browser,
}) => {
  const slug = unique("rtl");
  await page.goto(`${E2E.baseUrl}/sign-up`);
  await page.getByLabel("First name").fill(PERSON.first);
  await page.getByLabel("Last name").fill(PERSON.last);
  await page.getByLabel("E-mail address").fill(`${slug}@example.com`);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL(/\/onboarding/);
  await page.getByLabel("Name of the workspace").fill(WORKSPACE);
  await page.getByLabel("Address").fill(slug);
  await page.getByRole("button", { name: "Create workspace" }).click();
  await page.waitForURL(tenantUrl(slug, "/dashboard"));
  const project = `/projects/${await createProject(page, slug, PROJECT)}`;
  await expect(page.getByText(PROJECT).first()).toBeVisible();
  const names = [`${PERSON.first} ${PERSON.last}`, WORKSPACE, PROJECT, PERSON.first];
  expect(await notApart(page, names)).toEqual([]);
  const paths = ["/dashboard", "/projects", "/projects/new", project, `${project}/edit`, `${project}/delete`];
  for (const url of [`${E2E.baseUrl}/workspaces`, ...paths.map((path) => tenantUrl(slug, path))]) {
    await page.goto(url);
    for (const name of names.slice(0, 2)) await expect(page.locator("body"), url).toContainText(name);
    expect(await notTurned(page, names), url).toEqual([]);
    expect(await notApart(page, names), url).toEqual([]);
  }
  await page.goto(tenantUrl(slug, `${project}/edit`));
  const field = page.getByLabel("Name", { exact: true });
  expect(await field.evaluate((input) => getComputedStyle(input).direction)).toBe("rtl");
  await expect(page).toHaveTitle(`Edit project · \u2068${WORKSPACE}\u2069 · Tenantry`);
  await page.goto(tenantUrl(slug, "/dashboard"));
  await expect(page.getByText("Hello")).toHaveText(
    `Hello \u2068${PERSON.first}\u2069. This is where \u2068${WORKSPACE}\u2069 stands.`,
  );

  const staff = await (await browser.newContext()).newPage();
  await signInAs(staff, "Sam Staff", `http://platform.${E2E.host}/platform/tenants?q=${slug}`);
  await expect(staff.getByText(WORKSPACE).first()).toBeVisible();
  expect(await notTurned(staff, names)).toEqual([]);
  expect(await notApart(staff, names)).toEqual([]);
  await staff.getByRole("link", { name: slug, exact: true }).click();
  await staff.waitForURL(/[0-9a-f-]{36}$/);
  await expect(staff.getByText(names[0] ?? "").first()).toBeVisible();
  expect(await notTurned(staff, names)).toEqual([]);
  expect(await notApart(staff, names)).toEqual([]);

  await setStatus(slug, "suspended", { notice: PROJECT });
  await page.goto(tenantUrl(slug, "/dashboard"));
  await expect(page.getByText(PROJECT)).toBeVisible();
  expect(await notTurned(page, names)).toEqual([]);
  expect(await notApart(page, names)).toEqual([]);
  await setStatus(slug, "deleted");
  await page.goto(`${E2E.baseUrl}/workspaces`);
  await expect(page.getByText(WORKSPACE)).toBeVisible();
  expect(await notTurned(page, names)).toEqual([]);
  expect(await notApart(page, names)).toEqual([]);
});
