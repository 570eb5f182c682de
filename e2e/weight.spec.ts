/** What a page weighs on its way to a browser that has none of it yet. */
import { type BrowserContext, expect, test } from "@playwright/test";
import { signInAs, tenantUrl } from "./people.ts";
import { E2E } from "./server.ts";

/** With gzip, as browsers take it over plain HTTP; Brotli over TLS takes a tenth off. */
const MAX_SCRIPT_BYTES = 168_000;
/** Pages with a form also have what keeps its state; what checks it is fetched when it is filled in. */
const MAX_SCRIPT_BYTES_OF_FORM = 178_000;
const MAX_SCRIPTS = 20;
/** Before compression, of a list with 20 rows. */
const MAX_DOCUMENT_CHARACTERS = 84_000;

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

const PAGES: Record<string, { as: string; url: string; maxScriptBytes?: number }> = {
  dashboard: { as: "Ada Lovelace", url: tenantUrl("acme", "/dashboard") },
  projects: { as: "Ada Lovelace", url: tenantUrl("acme", "/projects") },
  "a form": {
    as: "Ada Lovelace",
    url: tenantUrl("acme", "/projects/new"),
    maxScriptBytes: MAX_SCRIPT_BYTES_OF_FORM,
  },
  "the console's tenants": { as: "Sam", url: `http://platform.${E2E.host}/platform/tenants?q=acme` },
};

for (const [name, { as, url, maxScriptBytes = MAX_SCRIPT_BYTES }] of Object.entries(PAGES)) {
  test(`${name}: few scripts, compressed like everything else`, async ({ context, page }, {
    annotations,
  }) => {
    await signInAs(page, as, url);
    const weight = await weigh(context, url);
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
