/** Asking somebody in, and following the mail as they would. */
import { expect, type Page } from "@playwright/test";
import { tenantUrl } from "./people.ts";
import { E2E } from "./server.ts";

export const INVITATIONS = "/members/invitations";

export async function invite(page: Page, slug: string, emails: string, role = "member"): Promise<void> {
  await page.goto(tenantUrl(slug, `${INVITATIONS}/new`));
  await page.getByLabel("E-mail addresses").fill(emails);
  await page.getByLabel("Role").selectOption(role);
  await page.getByRole("button", { name: "Send invitations" }).click();
  await expect(page.getByRole("heading", { name: "What became of each address" })).toBeVisible();
}

/** The link in the newest mail to this address, read as its receiver would. */
export async function linkTo(page: Page, email: string): Promise<string> {
  await page.goto(`${E2E.baseUrl}/outbox`);
  await page.getByRole("row").filter({ hasText: email }).first().getByRole("link").click();
  const link = page.getByRole("link", { name: /__clerk_ticket=/ });
  return (await link.getAttribute("href")) ?? "";
}

/** By the link in the mail: signs up, joins, and ends on the dashboard. */
export async function join(page: Page, slug: string, email: string): Promise<void> {
  await page.goto(await linkTo(page, email));
  await page.getByLabel("First name").fill("Gwen");
  await page.getByLabel("Last name").fill("Guest");
  await page.getByRole("button", { name: "Create account and go on" }).click();
  await page.getByRole("button", { name: "Join the workspace" }).click();
  await page.waitForURL(tenantUrl(slug, "/dashboard"), { timeout: 60_000 });
}
