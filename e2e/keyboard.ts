/** A person without a pointer: what they want to use is reached by Tab, and seen when it has the focus. */
import { expect, type Locator, type Page } from "@playwright/test";

/** More than any page has to go through before its first field. */
const MAX_TABS = 80;

/** Fails where it cannot be reached, or where a thing on the way has the focus and does not show it. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let pressed = 0; pressed < MAX_TABS; pressed++) {
    await page.keyboard.press("Tab");
    await expectSeen(page);
    if (await wanted.evaluateAll((found) => found.includes(document.activeElement as HTMLElement))) return;
  }
  throw new Error(`${wanted.toString()} is not reached by ${MAX_TABS} times Tab`);
}

/**
 * A link or a button has led to `url`. A script that changes pages in place moves the focus to the new
 * content after the address has changed, so a key that is pressed before that would be lost.
 */
export async function arriveAt(page: Page, url: string, inPlace: boolean): Promise<void> {
  await page.waitForURL(url);
  if (inPlace) await expect(page.getByRole("main")).toBeFocused();
}

/** What has the focus is in the window, and has an outline that is not its colour alone. */
async function expectSeen(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return { what: "the browser's own", isShown: true };
    const { outlineStyle, outlineWidth } = getComputedStyle(at);
    const { width, height, bottom, right } = at.getBoundingClientRect();
    const isInWindow = width > 0 && height > 0 && bottom > 0 && right > 0;
    return {
      what: at.outerHTML.slice(0, 200),
      isShown: isInWindow && outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2,
    };
  });
  expect(seen.isShown, `the focus is seen on ${seen.what}`).toBe(true);
}
