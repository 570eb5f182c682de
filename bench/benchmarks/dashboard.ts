/** The server-rendered dashboard of a tenant against the same page with one tenant and no routing. */
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import type { DataTier } from "../../db/data-tier.ts";
import { DEMO_WORKSPACES } from "../../db/demo.ts";
import type { TenantTx } from "../../db/routing/tenant-db.ts";
import { seedDemo } from "../../db/seed.ts";
import { openBuild } from "../../server/load-build.ts";
import { Browser, CLIENT } from "../lib/browse.ts";
import { compare, figures, measure } from "../lib/compare.ts";
import { atLeast, type Result } from "../lib/report.ts";
import { openStage, type Stage } from "../lib/stage.ts";

const BASE = "http://app.localhost:3000";
const PAGE = "http://acme.app.localhost:3000/dashboard";
export const LOAD = { concurrency: 8, roundMs: 2_000, rounds: 15 };

/** The same tier, without a registry in front and without a prelude: one tenant, one plain pool. */
async function withoutRouting(tier: DataTier): Promise<{ tier: DataTier; close(): Promise<void> }> {
  const tenant = await tier.tenantRegistry.resolveHostname({ hostname: "acme.app.localhost", slug: "acme" });
  if (!tenant) throw new Error("The demo was not seeded.");
  const url = new URL(tier.urls.adminUrl);
  url.searchParams.set("options", `-c search_path=${tenant.placement.schema}`);
  const pool = new pg.Pool({ connectionString: url.href, max: 10 });
  const db = drizzle({ client: pool });
  const bare = { tenant, read: <T>(work: (tx: TenantTx) => Promise<T>) => work(db as unknown as TenantTx) };
  const tenantRouter = { connect: () => ({ ...bare, write: bare.read }) };
  const tenantRegistry = { ...tier.tenantRegistry, resolveHostname: async () => tenant };
  return { tier: { ...tier, tenantRouter, tenantRegistry }, close: () => pool.end() };
}

/** On a stage of its own: the demo is seeded only where there is no other tenant. */
export async function dashboard(): Promise<Result> {
  const stage = await openStage();
  try {
    return await compareDashboards(stage);
  } finally {
    await stage.close();
  }
}

/** The demo's dashboard, signed in, and everything that answers it. */
export async function openDashboard(stage: Stage) {
  await seedDemo(stage.tier, () => {});
  const { build, app } = await (await openBuild()).load();
  const routed = await app.openData(stage.tier.urls);
  const parts = await app.startParts(routed);
  const handle = app.createHandler(build, "production", routed);
  const browser = new Browser(handle);
  const owner = DEMO_WORKSPACES[0]?.people[0];
  await browser.go(`${BASE}/sign-in`, { userId: owner?.id ?? "" });
  const { response } = await browser.go(PAGE);
  const html = await response.text();
  if (response.status !== 200 || !html.includes("Anvil catalogue"))
    throw new Error(`The dashboard answered ${response.status}.`);
  const headers = { Host: new URL(PAGE).host, Cookie: browser.cookiesFor(PAGE) };
  const visit = async (answering = handle) => {
    const answer = await answering(new Request(PAGE, { headers }), CLIENT);
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${answer.status}`);
    return text;
  };
  const close = async () => {
    await parts.stop();
    await routed.close();
  };
  return { build, app, handle, routed, visit, close };
}

async function compareDashboards(stage: Stage): Promise<Result> {
  const { build, app, routed, visit, close } = await openDashboard(stage);
  const bare = await withoutRouting(routed);
  const unrouted = app.createHandler(build, "production", bare.tier);
  const outcome = await compare(
    () => visit(),
    () => visit(unrouted),
    LOAD,
  );
  const alone = await measure(() => visit(), { ...LOAD, concurrency: 1 });
  await bare.close();
  await close();
  return atLeast(
    "dashboard",
    outcome.ratio,
    0.85,
    `${figures(outcome)} (eight at a time); alone the page takes ${alone.p50Ms.toFixed(1)} ms`,
  );
}
