/**
 * `npm run screenshots`: the icons, the landing page's pictures of the product in each language and theme,
 * and a picture of every page at three widths, light and dark, for `docs/screenshots`.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Browser, type Page, test } from "@playwright/test";
import { type At, pagesOf, platformPagesOf, platformUrl, visit } from "./pages.ts";
import { hydrated, signInAs, tenantUrl } from "./people.ts";

const ROOT = join(import.meta.dirname, "..");
const PICTURES = join(ROOT, "app/routes/apex/landing/pictures");
const ALL_PAGES = join(ROOT, "docs/screenshots");
const ICONS = join(ROOT, "app/components/icons");

/** As `PICTURE_SIZE` of the landing page says. */
const PICTURE_SIZE = { width: 1280, height: 800 };
const WEBP_QUALITY = 70;
const LANGUAGES = { en: "en-GB", es: "es-ES" };
const THEMES = ["light", "dark"] as const;

type Clip = { width: number; height: number };

/** Playwright writes no WebP; the browser does. */
async function takeWebp(
  page: Page,
  file: string,
  { width, height }: Clip,
  quality = WEBP_QUALITY,
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", {
    format: "webp",
    quality,
    clip: { x: 0, y: 0, width, height, scale: 1 },
    captureBeyondViewport: true,
  });
  writeFileSync(file, Buffer.from(data, "base64"));
  await session.detach();
}

async function pageIn(browser: Browser, locale: string, colorScheme: "light" | "dark"): Promise<Page> {
  const context = await browser.newContext({
    locale,
    colorScheme,
    viewport: PICTURE_SIZE,
    reducedMotion: "reduce",
    timezoneId: "Europe/Madrid",
  });
  return context.newPage();
}

for (const [language, locale] of Object.entries(LANGUAGES)) {
  for (const theme of THEMES) {
    test(`the landing page's pictures in ${language}, ${theme}`, async ({ browser }) => {
      mkdirSync(PICTURES, { recursive: true });
      const page = await pageIn(browser, locale, theme);
      await signInInAnyLanguage(page);
      await page.goto(tenantUrl("acme", "/projects"));
      const project = await page.getByRole("link", { name: "Anvil catalogue" }).getAttribute("href");
      const paths = {
        dashboard: "/dashboard",
        projects: "/projects",
        members: "/members",
        project: project ?? "",
      };
      for (const [name, path] of Object.entries(paths)) {
        await page.goto(tenantUrl("acme", path));
        await hydrated(page);
        await takeWebp(page, join(PICTURES, `${name}-${language}-${theme}.webp`), PICTURE_SIZE);
      }
    });
  }
}

async function signInInAnyLanguage(page: Page): Promise<void> {
  await page.goto(tenantUrl("acme"));
  await page.locator("summary").first().click();
  await page.getByRole("button", { name: /Ada Lovelace/ }).click();
  await page.waitForURL(tenantUrl("acme", "/dashboard"));
}

/** A phone, a tablet held upright, a desk. */
const WINDOWS = { 360: 740, 768: 1024, 1440: 900 };
const OVERVIEW_QUALITY = 50;

for (const theme of THEMES) {
  test(`every page of a workspace, ${theme}`, async ({ browser }) => {
    test.setTimeout(900_000);
    const page = await pageIn(browser, LANGUAGES.en, theme);
    await signInAs(page, "Ada Lovelace", tenantUrl("acme"));
    await takeEach(page, "workspace", theme, await pagesOf(page));
  });

  test(`every page of the console, ${theme}`, async ({ browser }) => {
    test.setTimeout(900_000);
    const page = await pageIn(browser, LANGUAGES.en, theme);
    await signInAs(page, "Sam Staff", platformUrl("/platform"));
    await takeEach(page, "console", theme, await platformPagesOf(page, browser));
  });
}

async function takeEach(page: Page, area: string, theme: string, pages: At[]): Promise<void> {
  for (const [width, height] of Object.entries(WINDOWS)) {
    const window = { width: Number(width), height };
    mkdirSync(join(ALL_PAGES, area, `${width}-${theme}`), { recursive: true });
    await page.setViewportSize(window);
    for (const at of pages) {
      await visit(page, at);
      const name = at.name.replace("platform: ", "").replaceAll(/[^a-z]+/g, "-");
      await takeWebp(
        page,
        join(ALL_PAGES, area, `${width}-${theme}`, `${name}.webp`),
        window,
        OVERVIEW_QUALITY,
      );
    }
  }
}

/** `padding`: what a device may cut off around what must be seen, of the whole. */
const ICON_FILES = [
  { name: "icon-180", size: 180, padding: 0, radius: 0 },
  { name: "icon-192", size: 192, padding: 0, radius: undefined },
  { name: "icon-512", size: 512, padding: 0, radius: undefined },
  { name: "icon-maskable-512", size: 512, padding: 0.1, radius: 0 },
];

test("the icons, drawn from the one for browsers", async ({ page }) => {
  mkdirSync(ICONS, { recursive: true });
  const svg = readFileSync(join(ROOT, "app/favicon.svg"), "utf8");
  for (const { name, size, padding, radius } of ICON_FILES) {
    const drawn = radius === undefined ? svg : svg.replace('rx="8"', `rx="${radius}"`);
    const inner = Math.round(size * (1 - 2 * padding));
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(
      `<body style="margin:0;display:grid;place-items:center;height:100vh;background:${
        radius === 0 ? "#0f6b4c" : "transparent"
      }">${drawn.replace("<svg ", `<svg width="${inner}" height="${inner}" `)}</body>`,
    );
    await page.screenshot({ path: join(ICONS, `${name}.png`), omitBackground: true });
  }
});
