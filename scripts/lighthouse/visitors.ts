/** Whose pages are measured: each in a browser of their own, signed in as people sign in. */
import { type BrowserContext, chromium } from "playwright";
import { freePort } from "../../db/embedded/free-port.ts";
import { signInAs } from "../../e2e/people.ts";

export type Page = { name: string; url: string };
/** `person`: one of the demo people, on the sign-in page; nobody where it is absent. */
export type Visitor = { person?: string; pages: Page[] };

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
];

export const visitorsOf = (host: string): Visitor[] => [
  {
    pages: [
      { name: "landing", url: `http://${host}/` },
      { name: "sign-in", url: `http://${host}/sign-in` },
    ],
  },
  {
    person: "Ada Lovelace",
    pages: [
      { name: "dashboard", url: `http://acme.${host}/dashboard` },
      { name: "projects", url: `http://acme.${host}/projects` },
      { name: "new project", url: `http://acme.${host}/projects/new` },
      { name: "members", url: `http://acme.${host}/members` },
      { name: "activity", url: `http://acme.${host}/activity` },
      { name: "notifications", url: `http://acme.${host}/notifications` },
      { name: "mail choices", url: `http://acme.${host}/notifications/settings` },
      { name: "settings", url: `http://acme.${host}/settings` },
      { name: "security", url: `http://acme.${host}/settings/security` },
      { name: "export", url: `http://acme.${host}/settings/export` },
      { name: "workspaces", url: `http://${host}/workspaces` },
    ],
  },
  {
    person: "Sam Staff",
    pages: [
      { name: "console’s overview", url: `http://platform.${host}/platform` },
      { name: "console’s tenants", url: `http://platform.${host}/platform/tenants` },
      { name: "console’s clusters", url: `http://platform.${host}/platform/clusters` },
      { name: "console’s audit log", url: `http://platform.${host}/platform/audit` },
    ],
  },
];

/** `use` is given the browser's debugging port. */
export async function asVisitor(
  { person, pages }: Visitor,
  use: (page: Page, port: number) => Promise<void>,
): Promise<void> {
  const port = await freePort();
  const browser = await openBrowser(port);
  try {
    const [first] = pages;
    if (person && first) await signInAs(await browser.newPage(), person, first.url);
    for (const page of pages) await use(page, port);
  } finally {
    await browser.close();
  }
}

/** Its own size of window, none that is set from here: the measurement sets a phone's. */
const openBrowser = (port: number): Promise<BrowserContext> =>
  chromium.launchPersistentContext("", {
    viewport: null,
    args: [...FLAGS, `--remote-debugging-port=${port}`],
    ...(process.env.CHROMIUM_PATH ? { executablePath: process.env.CHROMIUM_PATH } : {}),
  });
