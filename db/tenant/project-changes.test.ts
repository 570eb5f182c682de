/** What is done to projects can be undone, and is done to nobody else's. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sweepTenant } from "../control/sweep.ts";
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { listActivity } from "./activity.ts";
import { adoptCategories } from "./categories.ts";
import { upsertMember } from "./members.ts";
import { changeProject, changeProjects, type ProjectChange } from "./project-changes.ts";
import { listProjects } from "./project-list.ts";
import type { ProjectReach } from "./project-reach.ts";
import { listTrash } from "./project-trash.ts";
import { createProject, getProject, updateProject } from "./projects.ts";
import { TRASH_DAYS } from "./schema.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const author = testOwner();
const colleague = testOwner();
const all: ProjectReach = { all: true };
const input = (name: string) => ({
  name,
  isPublic: true,
  description: "",
  status: "planned" as const,
  categoryIds: [],
});

forEachPlacement((kind) => {
  let tenant: Tenant;
  beforeEach(async () => {
    tenant = await testTenant(tier, { kind, owner: author });
    await db().write((tx) => upsertMember(tx, { ...colleague, role: "member" }));
  });
  const db = () => tier.tenantRouter.connect(tenant);
  const create = (name: string, by = author) => db().write((tx) => createProject(tx, by, input(name)));
  const change = (id: string, what: ProjectChange, reach: ProjectReach = all) =>
    db().write((tx) => changeProject(tx, reach, author, id, what));
  const listed = async () =>
    (await db().read((tx) => listProjects(tx, all, { limit: 50 }))).items.map(({ name }) => name);
  const trash = async (reach: ProjectReach = all) =>
    (await db().read((tx) => listTrash(tx, reach, { limit: 50 }))).items.map(({ name }) => name);

  test("a change answers what was before, so that its opposite brings it back", async () => {
    const { id } = await create("Pier");
    const facts = async () => {
      const found = await db().read((tx) => getProject(tx, all, id));
      return found && { status: found.status, isPublic: found.isPublic, createdBy: found.createdBy };
    };
    const before = await facts();
    const changes: ProjectChange[] = [
      { kind: "status", status: "done" },
      { kind: "visibility", isPublic: false },
      { kind: "owner", ownerId: colleague.id },
    ];
    for (const what of changes) {
      const changed = await change(id, what);
      expect(await facts()).not.toEqual(before);
      const { status, isPublic, ownerId } = changed?.was ?? { status: "done", isPublic: false, ownerId: "" };
      await change(id, { kind: "status", status });
      await change(id, { kind: "visibility", isPublic });
      await change(id, { kind: "owner", ownerId });
      expect(await facts()).toEqual(before);
    }
  });

  test("what is so already is not changed again, and makes no entry", async () => {
    const { id } = await create("Pier");
    expect(await change(id, { kind: "status", status: "planned" })).toBeUndefined();
    expect(await change(id, { kind: "restore" })).toBeUndefined();
    expect(await change(id, { kind: "unarchive" })).toBeUndefined();
    const entries = await db().read((tx) => listActivity(tx, all, { limit: 10 }));
    expect(entries.map(({ action }) => action)).toEqual(["project.created"]);
  });

  test("an archived project is out of the lists and can be read; taken out, it is back", async () => {
    const { id } = await create("Pier");
    await change(id, { kind: "archive" });
    expect(await listed()).toEqual([]);
    const { items } = await db().read((tx) => listProjects(tx, all, { isArchived: true }));
    expect(items.map(({ name }) => name)).toEqual(["Pier"]);
    expect(await db().read((tx) => getProject(tx, all, id))).toMatchObject({ name: "Pier" });
    await change(id, { kind: "unarchive" });
    expect(await listed()).toEqual(["Pier"]);
  });

  test("what is deleted waits in the trash with who did it, and comes back beside its namesakes", async () => {
    const { id } = await create("Pier");
    await change(id, { kind: "delete" });
    await create("Pier");
    const { items } = await db().read((tx) => listTrash(tx, all, {}));
    expect(items).toMatchObject([{ id, name: "Pier", deletedByName: "Olive Owner" }]);
    expect(await db().read((tx) => getProject(tx, all, id))).toBeUndefined();
    await change(id, { kind: "restore" });
    expect(await listed()).toEqual(["Pier", "Pier"]);
    expect(await trash()).toEqual([]);
  });

  test("of several those within reach are changed, together, each with its entry", async () => {
    const mine = [await create("One"), await create("Two")];
    const theirs = await create("Theirs", colleague);
    const ids = [...mine, theirs].map(({ id }) => id);
    const own: ProjectReach = { ownedBy: author.id };
    const changed = await db().write((tx) => changeProjects(tx, own, author, ids, { kind: "delete" }));
    expect(changed.map(({ name }) => name).sort()).toEqual(["One", "Two"]);
    expect(await listed()).toEqual(["Theirs"]);
    expect(await trash(own)).toHaveLength(2);
    expect(await trash({ ownedBy: colleague.id })).toEqual([]);
    const entries = await db().read((tx) => listActivity(tx, all, { limit: 2 }));
    expect(entries.map(({ action }) => action)).toEqual(["project.deleted", "project.deleted"]);
    expect(
      await db().write((tx) => changeProjects(tx, own, author, [theirs.id], { kind: "restore" })),
    ).toEqual([]);
  });

  test("a project is put into a category of the workspace and taken out; one that is not there changes nothing", async () => {
    const { id } = await create("Pier");
    const base = { id: "0190a000-0000-7000-8000-000000000001", name: "Harbour" };
    const [categoryId = ""] = await db().write((tx) => adoptCategories(tx, [base.id], [base]));
    const labels = async () =>
      (await db().read((tx) => getProject(tx, all, id)))?.categories.map(({ name }) => name);
    const unknown = "0190a000-0000-7000-8000-00000000dead";
    expect(await change(id, { kind: "category", categoryId: unknown, isIn: true })).toBeUndefined();
    await change(id, { kind: "category", categoryId, isIn: true });
    expect(await labels()).toEqual(["Harbour"]);
    expect(await change(id, { kind: "category", categoryId, isIn: true })).toBeUndefined();
    const { items } = await db().read((tx) => listProjects(tx, all, { categoryId }));
    expect(items.map(({ name }) => name)).toEqual(["Pier"]);
    await change(id, { kind: "category", categoryId, isIn: false });
    expect(await labels()).toEqual([]);
  });

  test("two who put the same project into the same category at once: it is in it, once, and neither fails", async () => {
    const { id } = await create("Pier");
    const base = { id: "0190a000-0000-7000-8000-000000000002", name: "Bridge" };
    const [categoryId = ""] = await db().write((tx) => adoptCategories(tx, [base.id], [base]));
    const put = () => change(id, { kind: "category", categoryId, isIn: true });
    const changed = await Promise.all([put(), put(), put()]);
    expect(changed.filter(Boolean)).toHaveLength(1);
    const entries = await db().read((tx) => listActivity(tx, all, { limit: 10 }));
    expect(entries.map(({ action }) => action)).toEqual(["project.updated", "project.created"]);
  });

  test("nobody overwrites what they have not seen: the second of two is shown the first's version", async () => {
    const { id, version } = await create("Pier");
    const save = (name: string, seen: number) =>
      db().write((tx) => updateProject(tx, all, author, id, { ...input(name), version: seen }));
    expect(await save("Pier 1", version)).toMatchObject({ isStale: false, project: { name: "Pier 1" } });
    const second = await save("Pier 2", version);
    expect(second).toMatchObject({ isStale: true, project: { name: "Pier 1" } });
    expect(await save("Pier 2", second?.project.version ?? 0)).toMatchObject({
      isStale: false,
      project: { name: "Pier 2" },
    });
    // Also what is changed in place counts.
    const seen = (await db().read((tx) => getProject(tx, all, id)))?.version ?? 0;
    await change(id, { kind: "status", status: "done" });
    expect(await save("Pier 3", seen)).toMatchObject({ isStale: true });
  });

  test("what has been in the trash for its time is taken away for good, and nothing else", async () => {
    const [old, fresh, live] = [await create("Old"), await create("Fresh"), await create("Live")];
    for (const { id } of [old, fresh]) await change(id, { kind: "delete" });
    await db().write((tx) =>
      tx.execute(sql`update projects set deleted_at = now() - make_interval(days => ${TRASH_DAYS}, mins => 1)
        where id = ${old.id}`),
    );
    expect(await sweepTenant(db())).toEqual([{ table: "projects", rows: 1, isEmptied: false }]);
    expect(await sweepTenant(db())).toEqual([]);
    expect(await trash()).toEqual(["Fresh"]);
    expect(await db().read((tx) => getProject(tx, all, live.id))).toBeDefined();
  });
});
