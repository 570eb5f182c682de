/** Names as long as they may be break no page: nothing runs out of it, and nothing lies over a control. */
import { expect, type Page, test } from "@playwright/test";
import { createProject, signInAs, tenantUrl, unique } from "./people.ts";
import { E2E } from "./server.ts";

const WIDTHS = [360, 768, 1280, 1920];
const HEIGHT = 720;
const WORD = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunt";
const PERSON = {
  first: "Wolfeschlegelsteinhausenbergerdorff",
  last: "Featherstonehaugh-Cholmondeley-Marjoribanks",
};
const WORKSPACE = `${WORD} and its friends`;

/** Controls that something else lies over, and how far the page is wider than its window. */
const faultsOf = (page: Page) =>
  page.evaluate(() => {
    const name = (element: Element) => `${element.tagName} ${element.textContent?.trim().slice(0, 40)}`;
    const isShown = (element: Element) => element.checkVisibility({ visibilityProperty: true });
    const covered = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
      .filter((element) => isShown(element) && !element.closest(".sr-only, [inert]"))
      .flatMap((element) => {
        element.scrollIntoView({ block: "center", inline: "nearest" });
        const [box] = element.getClientRects();
        // A link that is there for the keyboard alone has no place until it has the focus.
        if (!box || box.width <= 1 || box.right <= 0 || box.bottom <= 0) return [];
        const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        const isOwn = hit && (element.contains(hit) || hit.contains(element) || hit.closest("label"));
        return isOwn ? [] : [`${name(element)} under ${hit ? name(hit) : "nothing"}`];
      });
    const { scrollWidth, clientWidth } = document.documentElement;
    const beyond = [...document.querySelectorAll("body *")]
      .filter(
        (element) => scrollWidth > clientWidth && element.getBoundingClientRect().right > clientWidth + 1,
      )
      .map((element) => `${element.tagName} ${element.className}`);
    return { covered, overflow: Math.max(0, scrollWidth - clientWidth), beyond: beyond.slice(0, 8) };
  });

async function expectToHold(page: Page, urls: string[]): Promise<void> {
  const faults: unknown[] = [];
  page.on("pageerror", ({ message }) => faults.push({ url: page.url(), message }));
  page.on("console", (message) => {
    // A page that is refused is told of here too.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
      faults.push({ url: page.url(), message: message.text() });
  });
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: HEIGHT });
    for (const url of urls) {
      await page.goto(url);
      const { covered, overflow, beyond } = await faultsOf(page);
      if (overflow > 0 || covered.length > 0) faults.push({ url, width, overflow, beyond, covered });
    }
  }
  expect(faults).toEqual([]);
}

test("pages of a member, and the console's of the same workspace, hold at every width, and no script of theirs fails", async ({
  page,
  browser,
}) => {
  test.setTimeout(600_000);
  const slug = unique("long");
  await page.goto(`${E2E.baseUrl}/sign-up`);
  await page.getByLabel("First name").fill(PERSON.first);
  await page.getByLabel("Last name").fill(PERSON.last);
  await page.getByLabel("E-mail address").fill(`${"a".repeat(50)}.${slug}@${"b".repeat(40)}.example.com`);
  await page.getByRole("button", { name: "Create account" }).click();
  await page.waitForURL(/\/onboarding/);
  await page.getByLabel("Name of the workspace").fill(WORKSPACE);
  await page.getByLabel("Address").fill(slug);
  await page.getByRole("button", { name: "Create workspace" }).click();
  await page.waitForURL(tenantUrl(slug, "/dashboard"));
  const project = await createProject(page, slug, `${WORD} ${WORD.slice(0, 50)}`);
  const paths = ["/dashboard", "/projects", "/projects/new", "/nothing-here"];
  const below = ["", "/edit", "/delete"].map((path) => `/projects/${project}${path}`);
  await expectToHold(page, [
    E2E.baseUrl,
    `${E2E.baseUrl}/workspaces`,
    `${E2E.baseUrl}/onboarding`,
    ...[...paths, ...below].map((path) => tenantUrl(slug, path)),
  ]);

  const staff = await (await browser.newContext()).newPage();
  const found = `http://platform.${E2E.host}/platform/tenants?q=${slug}`;
  await signInAs(staff, "Sam Staff", found);
  const tenant = await staff.locator('a[href^="/platform/tenants/"]').first().getAttribute("href");
  const console = ["", "/tenants", "/clusters", "/migrations", "/webhooks", "/audit"];
  const pages = console.map((path) => `http://platform.${E2E.host}/platform${path}`);
  await expectToHold(staff, [...pages, found, `http://platform.${E2E.host}${tenant}`]);
});
