/** Two owners who would each be the only one: whatever they do at the same instant, one is left. */
import { expect, type Page, test } from "@playwright/test";
import { invite, join } from "./invite.ts";
import { createWorkspace, signUp, tenantUrl, unique } from "./people.ts";
import { E2E } from "./server.ts";

const ROUNDS = 50;
const OWNERS = "/members?role=owner";

/** As a form without a page around it, from the page's own origin and with its own session. */
const giveRole = (page: Page, userId: string, role: string) =>
  page.evaluate(
    async ({ path, role }) => {
      const body = new URLSearchParams({ role });
      await fetch(path, { method: "POST", body, redirect: "manual" });
    },
    { path: `/members/${userId}`, role },
  );

async function idOf(page: Page, name: string): Promise<string> {
  const href = await page.getByRole("link", { name }).getAttribute("href");
  return href?.split("/").at(-1) ?? "";
}

/** One for each member; the table's head has no link. */
const rowsOn = (page: Page) => page.getByRole("row").filter({ has: page.getByRole("link") });

/** What the provider said of the round before may come late, and counts until it says more: never nobody. */
async function untilOwners(page: Page, slug: string, wanted: number): Promise<void> {
  const count = async () => {
    await page.goto(tenantUrl(slug, OWNERS));
    const owners = await rowsOn(page).count();
    expect(owners).toBeGreaterThan(0);
    return owners;
  };
  await expect.poll(count).toBe(wanted);
}

test("of two owners who demote each other at the same instant exactly one is left, fifty times", async ({
  page,
  browser,
}) => {
  test.slow();
  const slug = unique("owners");
  await signUp(page, `${slug}@example.com`);
  await createWorkspace(page, slug, "Standard");
  const email = `gwen-${slug}@example.com`;
  await invite(page, slug, email, "owner");
  const context = await browser.newContext({ baseURL: E2E.baseUrl });
  const theirs = await context.newPage();
  await join(theirs, slug, email);

  // A page that follows what others do would come back by itself, in the middle of where it is sent.
  for (const each of [page, theirs]) await each.route(/\/live\?/, (route) => route.abort());
  await page.goto(tenantUrl(slug, OWNERS));
  const [nora, gwen] = [await idOf(page, "Nora Newcomer"), await idOf(page, "Gwen Guest")];
  for (let round = 0; round < ROUNDS; round++) {
    await Promise.all([giveRole(page, gwen, "admin"), giveRole(theirs, nora, "admin")]);
    await untilOwners(page, slug, 1);
    // Whoever was demoted is signed out here, and comes back as what they are now.
    await theirs.goto(tenantUrl(slug, OWNERS));
    const isNora = (await rowsOn(page).textContent())?.includes("Nora Newcomer") === true;
    const [owner, other, promoted] = isNora ? [page, theirs, gwen] : [theirs, page, nora];
    await giveRole(owner, promoted, "owner");
    await untilOwners(other, slug, 2);
  }
});
