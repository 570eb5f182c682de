// Threat: figures count what a person may not see, or take as long as there are projects.
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { accessPathsOf } from "../testing/plan-of.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { changeProject } from "./project-changes.ts";
import { countProjectsBySpan, hasProjects, listWaitingProjects, WAITING_DAYS } from "./project-figures.ts";
import { MOST_COUNTED } from "./project-list.ts";
import type { ProjectReach } from "./project-reach.ts";
import { createProject, type ProjectStatus } from "./projects.ts";
import { projects } from "./schema.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const author = testOwner();
const all: ProjectReach = { all: true };
const DAY_MS = 86_400_000;
const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS);

forEachPlacement((kind) => {
  let tenant: Tenant;
  beforeAll(async () => {
    tenant = await testTenant(tier, { kind, owner: author });
  });
  const db = () => tier.tenantRouter.connect(tenant);
  const make = async (status: ProjectStatus, isPublic: boolean, createdDaysAgo: number) => {
    const input = { name: "P", description: "", status, isPublic, categoryIds: [] };
    const { id } = await db().write((tx) => createProject(tx, author, input));
    const at = daysAgo(createdDaysAgo).toISOString();
    await db().write((tx) =>
      tx.execute(sql`update ${projects} set created_at = ${at}, updated_at = ${at} where id = ${id}`),
    );
    return id;
  };
  const figures = (reach: ProjectReach) =>
    db().read((tx) => countProjectsBySpan(tx, reach, [daysAgo(40), daysAgo(20), daysAgo(10)]));

  test("each is counted once, by when it was created, within reach; what is put away is not", async () => {
    expect(await db().read(hasProjects)).toBe(false);
    await make("active", true, 50);
    await make("active", true, 30);
    await make("active", true, 15);
    await make("active", false, 15);
    await make("done", true, 1);
    const archived = await make("done", true, 1);
    const deleted = await make("done", true, 1);
    await db().write((tx) => changeProject(tx, all, author, archived, { kind: "archive" }));
    await db().write((tx) => changeProject(tx, all, author, deleted, { kind: "delete" }));
    expect(await figures(all)).toEqual([1, 2, 1]);
    expect(await figures({ isPublic: true })).toEqual([1, 1, 1]);
    expect(await figures({ ownedBy: author.id })).toEqual(await figures(all));
    expect(await figures({ ownedBy: "somebody" })).toEqual([0, 0, 0]);
    expect(await figures({})).toEqual([0, 0, 0]);
    expect(await db().read(hasProjects)).toBe(true);
  });

  test("what waits is one's own, active, and untouched for long; the longest untouched first", async () => {
    const waiting = (reach: ProjectReach = all) =>
      db().read((tx) => listWaitingProjects(tx, reach, author.id, 10));
    const before = (await waiting()).map(({ id }) => id);
    const [older, old] = [await make("active", false, 90), await make("active", true, 60)];
    await make("active", true, WAITING_DAYS - 1);
    await make("paused", true, 90);
    const now = (await waiting()).map(({ id }) => id);
    expect(now.slice(0, 2)).toEqual([older, old]);
    expect(now).toHaveLength(before.length + 2);
    expect(await db().read((tx) => listWaitingProjects(tx, all, "somebody", 10))).toEqual([]);
    // Who has become less than they were sees what is public, of their own as well.
    expect((await waiting({ isPublic: true })).map(({ id }) => id)).not.toContain(older);
    expect((await waiting({ isPublic: true })).map(({ id }) => id)).toContain(old);
  });
});

test("as many projects as there may be are counted no further than is said, from an index", async () => {
  const tenant = await testTenant(tier, { owner: author });
  const { schema } = tenant.placement;
  await withAdmin(tier.urls.adminUrl, async (client) => {
    await client.query(`SET search_path = "${schema}", extensions`);
    await client.query(
      `INSERT INTO projects (id, name, slug, description, is_public, created_by, created_at)
       SELECT gen_random_uuid(), 'p' || n, 'p-' || n, repeat('x', 200), n % 4 <> 0, $1, now() - make_interval(mins => n)
       FROM generate_series(1, 10000) n`,
      [author.id],
    );
    await client.query("ANALYZE projects");
  });
  const db = tier.tenantRouter.connect(tenant);
  const pathsOf = (work: Parameters<typeof db.read>[0]) =>
    accessPathsOf(tier.urls.adminUrl, () => db.read(work), schema);
  const spans = [daysAgo(5), daysAgo(0.5)];
  for (const reach of [all, { isPublic: true }, { isPublic: true, ownedBy: author.id }]) {
    expect(await pathsOf((tx) => countProjectsBySpan(tx, reach, spans))).toEqual(["projects_created_at_idx"]);
    expect((await db.read((tx) => countProjectsBySpan(tx, reach, spans)))[0]).toBe(MOST_COUNTED + 1);
  }
  const waiting = await pathsOf((tx) => listWaitingProjects(tx, all, author.id, 3));
  expect(waiting).toContain("projects_waiting_idx");
  expect(waiting.filter((path) => path.includes("seq scan projects"))).toEqual([]);
});
