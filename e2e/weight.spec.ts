/** What a page weighs on its way to a browser that has none of it yet. */
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { createWorkspace, signInAs, signUp, tenantUrl, unique } from "./people.ts";
import { E2E } from "./server.ts";

/** With Brotli, which browsers take over TLS and on this machine; gzip is a sixth more. */
const MAX_SCRIPT_BYTES = 150_000;
/** Pages with a form also have what keeps its state; what checks it is fetched when it is filled in. */
const MAX_SCRIPT_BYTES_OF_FORM = 160_000;
const MAX_SCRIPTS = 20;
/** Before compression, of a list with `ROWS`. */
const MAX_DOCUMENT_CHARACTERS = 60_000;
const ROWS = 20;

const COMPRESSED_BY_ITSELF = /\.(woff2|webp|png)$/;

type Weight = { scripts: number; scriptBytes: number; uncompressed: string[]; document: number };

async function weigh(context: BrowserContext, url: string): Promise<Weight> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  const seen = new Map<string, { url: string; encoding: string; bytes: number }>();
  session.on("Network.responseReceived", ({ requestId, response }) => {
    const encoding = response.headers["content-encoding"] ?? response.headers["Content-Encoding"] ?? "";
    seen.set(requestId, { url: response.url, encoding, bytes: 0 });
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const one = seen.get(requestId);
    if (one) one.bytes = encodedDataLength;
  });
  await page.goto(url, { waitUntil: "networkidle" });
  const document = (await page.content()).length;
  await page.close();
  const all = [...seen.values()];
  const scripts = all.filter((each) => new URL(each.url).pathname.endsWith(".js"));
  return {
    scripts: scripts.length,
    scriptBytes: scripts.reduce((sum, { bytes }) => sum + bytes, 0),
    uncompressed: all
      .filter((each) => !each.encoding && each.bytes > 2_000 && !COMPRESSED_BY_ITSELF.test(each.url))
      .map((each) => each.url),
    document,
  };
}

/** Signs in, and answers the address. */
type Arrival = (page: Page) => Promise<string>;

const signedIn =
  (as: string, url: string): Arrival =>
  async (page) => {
    await signInAs(page, as, url);
    return url;
  };

/** In a workspace of their own, with more projects than a page shows. */
const withProjects =
  (path: string): Arrival =>
  async (page) => {
    const slug = unique("heavy");
    await signUp(page, `${slug}@example.com`);
    await createWorkspace(page, slug, "Standard");
    const lines = Array.from({ length: ROWS + 5 }, (_, at) => `Harbour works ${at};Pier and quay;Active`);
    await page.goto(tenantUrl(slug, "/projects/import"));
    await page.getByLabel("CSV file").setInputFiles({
      name: "work.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(["Name;Description;Status", ...lines, ""].join("\n")),
    });
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("button", { name: "Check the lines" }).click();
    await page.getByRole("button", { name: `Create ${lines.length} projects` }).click();
    await expect(page.getByText("projects were created from")).toBeVisible();
    await page.goto(tenantUrl(slug, "/projects"));
    await expect(page.getByRole("table").locator("tbody tr")).toHaveCount(ROWS);
    return tenantUrl(slug, path);
  };

const PAGES: Record<string, { arrive: Arrival; maxScriptBytes?: number }> = {
  dashboard: { arrive: withProjects("/dashboard") },
  projects: { arrive: withProjects("/projects") },
  members: { arrive: signedIn("Ada Lovelace", tenantUrl("acme", "/members")) },
  "a form": {
    arrive: signedIn("Ada Lovelace", tenantUrl("acme", "/projects/new")),
    maxScriptBytes: MAX_SCRIPT_BYTES_OF_FORM,
  },
  "the console's tenants": {
    arrive: signedIn("Sam", `http://platform.${E2E.host}/platform/tenants?q=acme`),
  },
};

for (const [name, { arrive, maxScriptBytes = MAX_SCRIPT_BYTES }] of Object.entries(PAGES)) {
  test(`${name}: few scripts, compressed like everything else`, async ({ context, page }, {
    annotations,
  }) => {
    const weight = await weigh(context, await arrive(page));
    annotations.push({ type: "weight", description: JSON.stringify(weight) });
    expect(weight.scripts).toBeLessThanOrEqual(MAX_SCRIPTS);
    expect(weight.scriptBytes).toBeLessThanOrEqual(maxScriptBytes);
    expect(weight.uncompressed).toEqual([]);
    expect(weight.document).toBeLessThanOrEqual(MAX_DOCUMENT_CHARACTERS);
  });
}

test("the landing page has no script", async ({ context }) => {
  const { scripts, uncompressed } = await weigh(context, E2E.baseUrl);
  expect(scripts).toBe(0);
  expect(uncompressed).toEqual([]);
});

test("members are not told the console's pages, nor staff the workspaces'", async ({ page }) => {
  const told = async (path: string) => {
    const documents = [await page.content()];
    const manifest = /\/routes-\w+-[\w-]+\.js/.exec(documents[0] ?? "")?.[0];
    expect(manifest, path).toBeDefined();
    return `${documents[0]}${await page.evaluate(async (url) => (await fetch(url)).text(), manifest ?? "")}`;
  };
  await signInAs(page, "Ada Lovelace", tenantUrl("acme", "/dashboard"));
  expect(await told("tenant")).not.toContain("platform/");
});
