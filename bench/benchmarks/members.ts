/** The members page of a workspace with 10,000 members against the same page of one with 100. */
import { withAdmin } from "../../db/cluster/admin.ts";
import { DEMO_WORKSPACES } from "../../db/demo.ts";
import { Browser, CLIENT, type Handle } from "../lib/browse.ts";
import { type Comparison, compare, figures, type Load } from "../lib/compare.ts";
import { atMost, type Result } from "../lib/report.ts";
import { openStage, type Stage } from "../lib/stage.ts";
import { openDashboard } from "./dashboard.ts";

const FEW = 100;
const MANY = 10_000;
/** One after the other: how long a page takes, rather than how many there are a second. */
const LOAD: Load = { concurrency: 1, roundMs: 500, rounds: 7 };

/** The list, its filters, and searches that find some or nobody. The last page comes beside them. */
const PAGES = [
  "/members",
  "/members?role=viewer",
  "/members?state=deactivated",
  "/members?state=all&role=admin",
  "/members?q=person77",
  "/members?q=nobody-is-called-this",
];

/** On a stage of its own: the demo is seeded only where there is no other tenant. */
export async function members(): Promise<Result> {
  const stage = await openStage();
  try {
    return await compareMembers(stage);
  } finally {
    await stage.close();
  }
}

async function compareMembers(stage: Stage): Promise<Result> {
  const { handle, close } = await openDashboard(stage);
  const few = await openWorkspace(stage, handle, 0, FEW);
  const many = await openWorkspace(stage, handle, 1, MANY);
  const outcomes = new Map<string, Comparison>();
  for (const path of PAGES)
    outcomes.set(
      path,
      await compare(
        () => few(path),
        () => many(path),
        LOAD,
      ),
    );
  const [lastOfFew, lastOfMany] = [await lastPage(few), await lastPage(many)];
  outcomes.set(
    "the last page",
    await compare(
      () => few(lastOfFew),
      () => many(lastOfMany),
      LOAD,
    ),
  );
  await close();
  const [[path, worst]] = [...outcomes].sort(([, one], [, other]) => other.ratio - one.ratio) as [
    [string, Comparison],
  ];
  return atMost(
    "members-10k",
    worst.ratio,
    3,
    `the worst of ${outcomes.size} pages is ${path}: ${figures(worst)}`,
  );
}

type Visit = (path: string) => Promise<string>;

/** The demo's workspace of this place in the list, with so many members, as its owner sees it. */
async function openWorkspace(stage: Stage, handle: Handle, place: number, count: number): Promise<Visit> {
  const workspace = DEMO_WORKSPACES[place];
  if (!workspace) throw new Error("The demo has not so many workspaces.");
  const there = workspace.people.length + (workspace.guest ? 1 : 0);
  await addMembers(stage, workspace.slug, count - there);
  const base = `http://${workspace.slug}.app.localhost:3000`;
  const browser = new Browser(handle);
  await browser.go("http://app.localhost:3000/sign-in", { userId: workspace.people[0].id });
  const { response } = await browser.go(`${base}/members`);
  await response.body?.cancel();
  const headers = { Host: new URL(base).host, Cookie: browser.cookiesFor(base) };
  return async (path) => {
    const answer = await handle(new Request(`${base}${path}`, { headers }), CLIENT);
    const html = await answer.text();
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`);
    return html;
  };
}

/** As the control plane and the tenant have them; every fiftieth is kept out, every hundredth was in. */
async function addMembers({ tier }: Stage, slug: string, count: number): Promise<void> {
  const tenant = await tier.tenantRegistry.resolveHostname({ hostname: `${slug}.app.localhost`, slug });
  if (!tenant) throw new Error("The demo was not seeded.");
  const { schema } = tenant.placement;
  await withAdmin(tier.urls.adminUrl, async (client) => {
    const people = `SELECT '${slug}_person' || n AS id, 'person' || n || '@${slug}.example' AS email,
        'Given' || n % 500 AS first_name, 'Family' || n AS last_name,
        (ARRAY['member', 'viewer', 'member', 'admin'])[1 + n % 4] AS role, n FROM generate_series(1, $1::int) AS n`;
    await client.query(
      `INSERT INTO control.users (id, email, first_name, last_name, source_updated_at)
       SELECT id, email, first_name, last_name, now() FROM (${people}) p`,
      [count],
    );
    await client.query(
      `INSERT INTO control.memberships (tenant_id, user_id, role, source_updated_at, deactivated_at, deleted_at)
       SELECT $2, id, role, now(), CASE WHEN n % 50 = 1 THEN now() END, CASE WHEN n % 100 = 0 THEN now() END
       FROM (${people}) p`,
      [count, tenant.id],
    );
    await client.query(
      `INSERT INTO "${schema}".members (id, email, first_name, last_name, role, is_active, is_deactivated)
       SELECT id, email, first_name, last_name, role, n % 50 <> 1 AND n % 100 <> 0, n % 50 = 1
       FROM (${people}) p`,
      [count],
    );
    await client.query(`VACUUM (ANALYZE) "${schema}".members, control.users, control.memberships`);
  });
}

const NEXT =
  /href="(\/members\?[^"]*cursor=[^"]*)"[^>]*rel="next"|rel="next"[^>]*href="(\/members\?[^"]*cursor=[^"]*)"/;

/** Where the links to the next page end. */
async function lastPage(visit: Visit): Promise<string> {
  for (let path = "/members"; ; ) {
    const [, before, after] = NEXT.exec(await visit(path)) ?? [];
    const next = before ?? after;
    if (!next) return path;
    path = next.replaceAll("&amp;", "&");
  }
}
