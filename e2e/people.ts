/** Walking the product as a person does, with JavaScript or without. */
import { expect, type Page } from "@playwright/test";
import { E2E } from "./server.ts";

export const tenantUrl = (slug: string, path = "/") => `http://${slug}.${E2E.host}${path}`;

let sequence = 0;
/** A name that no other test has. */
export const unique = (word: string) =>
  `${word}-${process.pid.toString(36)}${(++sequence).toString(36)}${Date.now().toString(36).slice(-4)}`;

/** On the sign-in page: unfolds the demo people, and presses the button of one. */
export async function chooseDemoPerson(page: Page, name: string): Promise<void> {
  await page.getByText("Demo people", { exact: true }).click();
  await page.getByRole("button", { name: new RegExp(name) }).click();
}

/** Signs in as a demo person, and ends where the page says. */
export async function signInAs(page: Page, name: string, url: string): Promise<void> {
  await page.goto(url);
  await expect(page.getByRole("heading", { level: 1, name: "Sign in" })).toBeVisible();
  await chooseDemoPerson(page, name);
  await page.waitForURL((at) => at.href.startsWith(new URL(url).origin) && at.pathname !== "/sign-in");
}

export async function signUp(page: Page, email: string): Promise<void> {
  await page.goto(`${E2E.baseUrl}/sign-up`);
  await page.getByLabel("First name").fill("Nora");
  await page.getByLabel("Last name").fill("Newcomer");
  await page.getByLabel("E-mail address").fill(email);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL(/\/onboarding/);
}

/** From the onboarding form to the new workspace's dashboard. */
export async function createWorkspace(
  page: Page,
  slug: string,
  plan: "Standard" | "Enterprise",
): Promise<void> {
  await page.getByLabel("Name of the workspace").fill(`Workspace ${slug}`);
  await page.getByLabel("Address").fill(slug);
  await page.getByLabel(plan).check();
  await page.getByRole("button", { name: "Create workspace" }).click();
  await page.waitForURL(tenantUrl(slug, "/dashboard"), { timeout: 30_000 });
}

/** Answers the project's id. */
export async function createProject(page: Page, slug: string, name: string): Promise<string> {
  await page.goto(tenantUrl(slug, "/projects/new"));
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create project" }).click();
  await page.waitForURL(/\/projects\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** Until links and forms are answered by script: before that a browser answers them as it does without. */
export async function hydrated(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const main = document.querySelector("main");
    return main !== null && Object.keys(main).some((key) => key.startsWith("__reactProps"));
  });
}
