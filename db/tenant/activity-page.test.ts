// Threat: whoever looks through the activity learns of a project that is none of their business, by a filter
// or by its absence; whoever did something takes it out of the activity.
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import { AccessRefused } from "../errors.ts";
import type { Tenant } from "../routing/tenant.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { type ActivityFilter, listActivityPage, recordActivityExport } from "./activity-page.ts";
import { createCategory, hideCategory, renameCategory } from "./category-changes.ts";
import { upsertMember } from "./members.ts";
import { mergeMembers } from "./merged-members.ts";
import type { ProjectReach } from "./project-reach.ts";
import { createProject, updateProject } from "./projects.ts";
import { activity } from "./schema.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const all: ProjectReach = { all: true };
const viewer: ProjectReach = { isPublic: true };
const picture = "https://pictures.example/olive.png";
const author = testOwner({ avatarUrl: picture });
const colleague = testOwner({ firstName: "Colin", lastName: "O'Neil_50%" });
const project = (name: string, isPublic: boolean) => ({
  name,
  isPublic,
  description: "",
  status: "active" as const,
  categoryIds: [],
});

forEachPlacement((kind) => {
  let tenant: Tenant;
  beforeEach(async () => {
    tenant = await testTenant(tier, { kind, owner: author });
    await db().write((tx) => upsertMember(tx, { ...colleague, role: "member" }));
  });
  const db = () => tier.tenantRouter.connect(tenant);
  const create = (name: string, isPublic = true, by = author) =>
    db().write((tx) => createProject(tx, by, project(name, isPublic)));
  const list = (
    filter: ActivityFilter & { cursor?: string; limit?: number } = {},
    reach: ProjectReach = all,
  ) => db().read((tx) => listActivityPage(tx, reach, filter));
  const told = async (filter: ActivityFilter = {}, reach: ProjectReach = all) =>
    (await list(filter, reach)).items.map(({ action, subjectName }) => `${action} ${subjectName}`);

  test("no filter finds what the person may not see, by whatever name it had or has", async () => {
    const { id } = await create("Layoffs", true);
    await db().write((tx) => updateProject(tx, all, author, id, project("Reorganisation", false)));
    for (const filter of [
      {},
      { project: "Layoffs" },
      { project: "Reorganisation" },
      { project: id },
      { actor: "Olive" },
      { action: "project.created" },
      { from: new Date(0) },
    ])
      expect(await told(filter, viewer)).toEqual([]);
    expect(await told({ project: "Reorganisation" })).toHaveLength(2);
    // What it was called then is no way to find it either.
    expect(await told({ project: "Layoffs" })).toEqual([]);
  });

  test("what each filter asks for is found, and nothing else", async () => {
    const { id } = await create("Harbour");
    await create("Station", true, colleague);
    await db().write((tx) => updateProject(tx, all, colleague, id, project("Harbour", true)));
    expect(await told({ actor: "colin" })).toEqual(["project.updated Harbour", "project.created Station"]);
    expect(await told({ actor: "O'Neil_50%" })).toHaveLength(2);
    expect(await told({ actor: "neil%" })).toEqual([]);
    expect(await told({ action: "project.created" })).toEqual([
      "project.created Station",
      "project.created Harbour",
    ]);
    expect(await told({ project: "arBou" })).toEqual(["project.updated Harbour", "project.created Harbour"]);
    expect(await told({ project: id, actor: "olive" })).toEqual(["project.created Harbour"]);
    expect(await told({ before: new Date(0) })).toEqual([]);
    expect(await told({ from: new Date(0), before: new Date(Date.now() + 86_400_000) })).toHaveLength(3);
  });

  test("who turned out to be somebody else is found under their present name", async () => {
    await create("Harbour", true, colleague);
    await db().write((tx) => mergeMembers(tx, { from: colleague.id, into: author.id }));
    expect(await told({ actor: "Olive" })).toEqual(["project.created Harbour"]);
    expect((await list({ actor: "Olive" })).items).toMatchObject([{ actorPicture: picture }]);
    expect(await told({ actor: "Colin" })).toEqual([]);
  });

  test("pages follow each other without a gap, and a cursor that nobody gave out means the first", async () => {
    for (const name of ["One", "Two", "Three"]) await create(name);
    const first = await list({ limit: 2 });
    const second = await list({ limit: 2, cursor: first.nextCursor ?? "" });
    expect([...first.items, ...second.items].map(({ subjectName }) => subjectName)).toEqual([
      "Three",
      "Two",
      "One",
    ]);
    expect(second.nextCursor).toBeNull();
    for (const cursor of ["nonsense", "W10", Buffer.from('[0,"1;drop"]').toString("base64url")])
      expect((await list({ limit: 2, cursor })).items).toEqual(first.items);
  });

  test("what is done to categories is told to everybody, by the names that they have now", async () => {
    const shared = {
      id: "019a0000-0000-7000-8000-000000000001",
      name: "Design",
      position: 1,
      isActive: true,
    };
    const by = { actor: author, base: [{ ...shared, names: ["Design", "Diseño"] }] };
    const id = await db().write((tx) => createCategory(tx, "Docks", by));
    await db().write((tx) => renameCategory(tx, id ?? "", "Quays", by));
    await db().write((tx) => hideCategory(tx, shared.id, true, by));
    expect(await told({}, viewer)).toEqual([
      "category.hidden Design",
      "category.renamed Quays",
      "category.created Quays",
    ]);
    expect((await list({}, viewer)).items.map(({ baseCategoryId }) => baseCategoryId)).toEqual([
      shared.id,
      null,
      null,
    ]);
    expect(await told({ action: "category.created" }, viewer)).toEqual(["category.created Quays"]);
    // A name of its own is shown instead of the shared one.
    await db().write((tx) => renameCategory(tx, shared.id, "Drawing", by));
    expect((await list({ action: "category.hidden" })).items).toMatchObject([
      { subjectName: "Drawing", baseCategoryId: null },
    ]);
  });

  test("that somebody took the activity along is told to everybody", async () => {
    await db().write((tx) => recordActivityExport(tx, colleague));
    expect(await told({}, viewer)).toEqual(["activity.exported null"]);
    expect((await list({}, {})).items[0]).toMatchObject({ isLive: false, actorId: colleague.id });
    expect(await told({ project: "activity" })).toEqual([]);
  });

  test("nobody takes anything out of the activity, or writes it anew: the database refuses", async () => {
    await create("Harbour");
    for (const change of [
      sql`update ${activity} set action = 'project.deleted'`,
      sql`update ${activity} set actor_id = 'nobody' where false`,
      sql`delete from ${activity}`,
      sql`truncate ${activity}`,
    ])
      await expect(db().write((tx) => tx.execute(change))).rejects.toThrow(AccessRefused);
    expect(await told()).toEqual(["project.created Harbour"]);
  });
});
