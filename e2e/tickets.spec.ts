import { expect, test } from "@playwright/test";
import { signInAs, tenantUrl } from "./people.ts";
import { E2E } from "./server.ts";

/** Signs in on the apex, and catches the ticket on its way into a workspace. */
async function catchTicket(page: import("@playwright/test").Page): Promise<string> {
  await signInAs(page, "Ada Lovelace", `${E2E.baseUrl}/workspaces`);
  const passed = page.waitForRequest((request) => request.url().includes("/session?ticket="));
  await page.goto(tenantUrl("acme", "/projects"));
  return (await passed).url();
}

test("a ticket works once", async ({ page }) => {
  const url = await catchTicket(page);
  const answer = await page.goto(url);
  expect(answer?.status()).toBe(403);
  await expect(page.getByRole("link", { name: "Enter again" })).toBeVisible();
});

test("a ticket is nothing in another browser", async ({ page, browser }) => {
  // Threat: somebody has another person's browser redeem their ticket, or steals one on its way.
  const url = await catchTicket(page);
  const stranger = await (await browser.newContext()).newPage();
  expect((await stranger.goto(url))?.status()).toBe(403);
});

test("a ticket is nothing on another hostname", async ({ page }) => {
  const url = await catchTicket(page);
  const answer = await page.goto(url.replace("//acme.", "//globex."));
  expect(answer?.status()).toBe(403);
});
