/** The same pages of two workspaces of the demo, one with few rows and one with many. */
import { DEMO_WORKSPACES } from "../../db/demo.ts";
import type { Role } from "../../db/routing/tenant.ts";
import { openDashboard } from "../benchmarks/dashboard.ts";
import { Browser, CLIENT, type Handle } from "./browse.ts";
import { type Comparison, compare, figures, type Load } from "./compare.ts";
import { atMost, type Result } from "./report.ts";
import { openStage, type Stage } from "./stage.ts";

/** One after the other: how long a page takes, rather than how many there are a second. */
const LOAD: Load = { concurrency: 1, roundMs: 500, rounds: 7 };

type DemoWorkspace = (typeof DEMO_WORKSPACES)[number];

export type Sizes = {
  name: string;
  few: number;
  many: number;
  /** The largest ratio that holds. */
  most: number;
  pages: string[];
  /** Pages as a plain member has them, who does not see everything. */
  memberPages?: string[];
  /** Pages that are found by going to them. */
  furtherPages?: Record<string, (visit: Visit) => Promise<string>>;
  fill(stage: Stage, workspace: DemoWorkspace, count: number): Promise<void>;
};

/** Answers the HTML of a page. */
export type Visit = (path: string) => Promise<string>;

/** On a stage of its own: the demo is seeded only where there is no other tenant. */
export async function compareSizes(sizes: Sizes): Promise<Result> {
  const stage = await openStage();
  try {
    return await compareOn(stage, sizes);
  } finally {
    await stage.close();
  }
}

async function compareOn(stage: Stage, sizes: Sizes): Promise<Result> {
  const { handle, close } = await openDashboard(stage);
  const few = await openWorkspace(stage, handle, 0, sizes.few, sizes);
  const many = await openWorkspace(stage, handle, 1, sizes.many, sizes);
  const outcomes = new Map<string, Comparison>();
  const note = async (name: string, ofFew: string, ofMany: string, visits = [few, many]) => {
    const [visitFew, visitMany] = visits as [Visit, Visit];
    const outcome = await compare(
      () => visitFew(ofFew),
      () => visitMany(ofMany),
      LOAD,
    );
    process.stderr.write(`  ${name}: ${figures(outcome)}\n`);
    outcomes.set(name, outcome);
  };
  for (const path of sizes.pages) await note(path, path, path);
  const members = [await visitAs(handle, 0, "member", sizes), await visitAs(handle, 1, "member", sizes)];
  for (const path of sizes.memberPages ?? []) await note(`${path} of a member`, path, path, members);
  for (const [name, find] of Object.entries(sizes.furtherPages ?? {}))
    await note(name, await find(few), await find(many));
  await close();
  const [[path, worst]] = [...outcomes].sort(([, one], [, other]) => other.ratio - one.ratio) as [
    [string, Comparison],
  ];
  const told = `the worst of ${outcomes.size} pages is ${path}: ${figures(worst)}`;
  return atMost(sizes.name, worst.ratio, sizes.most, told);
}

/** The demo's workspace of this place in the list, with so many rows, as its owner sees it. */
async function openWorkspace(
  stage: Stage,
  handle: Handle,
  place: number,
  count: number,
  { fill, pages }: Sizes,
): Promise<Visit> {
  const workspace = DEMO_WORKSPACES[place];
  if (!workspace) throw new Error("The demo has not so many workspaces.");
  await fill(stage, workspace, count);
  return visitAs(handle, place, "owner", { pages });
}

/** Signed in as the first who has the role. */
async function visitAs(
  handle: Handle,
  place: number,
  role: Role,
  { pages }: Pick<Sizes, "pages">,
): Promise<Visit> {
  const workspace = DEMO_WORKSPACES[place];
  const person = workspace?.people.find((one) => one.role === role);
  if (!workspace || !person) throw new Error("The demo has nobody like that.");
  const base = `http://${workspace.slug}.app.localhost:3000`;
  const browser = new Browser(handle);
  await browser.go("http://app.localhost:3000/sign-in", { userId: person.id });
  const { response } = await browser.go(`${base}${pages[0]}`);
  await response.body?.cancel();
  const headers = { Host: new URL(base).host, Cookie: browser.cookiesFor(base) };
  return async (path) => {
    const answer = await handle(new Request(`${base}${path}`, { headers }), CLIENT);
    const html = await answer.text();
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`);
    return html;
  };
}

/** The schema of a workspace of the demo, and who it is. */
export async function demoTenant({ tier }: Stage, slug: string) {
  const tenant = await tier.tenantRegistry.resolveHostname({ hostname: `${slug}.app.localhost`, slug });
  if (!tenant) throw new Error("The demo was not seeded.");
  return { id: tenant.id, schema: tenant.placement.schema };
}

const NEXT = /href="(\/[^"]*cursor=[^"]*)"[^>]*rel="next"|rel="next"[^>]*href="(\/[^"]*cursor=[^"]*)"/;

/** Where the links to the next page lead, at most so many of them. */
export async function follow(visit: Visit, from: string, most = Infinity): Promise<string> {
  let path = from;
  for (let at = 0; at < most; at++) {
    const [, before, after] = NEXT.exec(await visit(path)) ?? [];
    const next = before ?? after;
    if (!next) return path;
    path = next.replaceAll("&amp;", "&");
  }
  return path;
}
