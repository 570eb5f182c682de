/** Categories: shared ones and a workspace's own are one list, and no name stands for two. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sweepTenant } from "../control/sweep.ts";
import type { DataTier } from "../data-tier.ts";
import { AlreadyTaken } from "../errors.ts";
import type { Tenant } from "../routing/tenant.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { listCategories, listManagedCategories, listOwnCategories } from "./categories.ts";
import {
  createCategory,
  deleteCategory,
  hideCategory,
  MAX_OWN_CATEGORIES,
  orderCategories,
  renameCategory,
  restoreCategory,
} from "./category-changes.ts";
import { nameCategories } from "./merge-categories.ts";
import { createProject, getProject, updateProject } from "./projects.ts";
import { TRASH_DAYS } from "./schema.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const owner = testOwner();
const shared = (n: number, name: string, spanish: string, isActive = true) => ({
  ...{ id: `019a0000-0000-7000-8000-00000000000${n}`, name, position: n, isActive },
  names: [name, spanish],
});
const DESIGN = shared(1, "Design", "Diseño");
const RESEARCH = shared(2, "Research", "Investigación");
const BASE = [DESIGN, RESEARCH];
const by = { actor: owner, base: BASE };
const input = { name: "Pier", isPublic: true, description: "", status: "planned" as const };

forEachPlacement((kind) => {
  let tenant: Tenant;
  beforeEach(async () => {
    tenant = await testTenant(tier, { kind, owner });
  });
  const db = () => tier.tenantRouter.connect(tenant);
  const create = (name: string) => db().write((tx) => createCategory(tx, name, by));
  const made = async (name: string): Promise<string> => (await create(name)) ?? expect.unreachable(name);
  const rename = (id: string, name?: string) => db().write((tx) => renameCategory(tx, id, name, by));
  const names = async (base = BASE) =>
    (await db().read((tx) => listCategories(tx, base))).map(({ name }) => name);
  const managed = async (name: string) => {
    const all = await db().read((tx) => listManagedCategories(tx, BASE));
    return all.find((one) => one.name === name) ?? expect.unreachable(name);
  };
  const projectIn = (...categoryIds: string[]) =>
    db().write((tx) => createProject(tx, owner, { ...input, categoryIds }));
  const labelsOf = async (id: string) =>
    (await db().read((tx) => getProject(tx, { all: true }, id)))?.categories ?? [];

  test("shared and own ones are one list, in the order that they were put in", async () => {
    await made("Zoo");
    await made("Art");
    expect(await names()).toEqual(["Design", "Research", "Art", "Zoo"]);
    const ids = (await db().read((tx) => listManagedCategories(tx, BASE))).map(({ id }) => id);
    await db().write((tx) => orderCategories(tx, ids.toReversed(), by));
    expect(await names()).toEqual(["Zoo", "Art", "Research", "Design"]);
    await made("New");
    expect((await names()).at(-1)).toBe("New");
  });

  test("a name is taken however it is written, by a shared one in each language too", async () => {
    const id = await made("Art");
    for (const name of ["Art", "aRT", "design", "DISEÑO"])
      await expect(create(name), name).rejects.toThrow(AlreadyTaken);
    const other = await made("Zoo");
    for (const name of ["art", "Research", "investigación"])
      await expect(rename(other, name), name).rejects.toThrow(AlreadyTaken);
    expect(await rename(id, "ART")).toBe(true);
    expect(await names()).toEqual(["Design", "Research", "ART", "Zoo"]);
  });

  test("of two who make one name at the same instant one does, and the other is told", async () => {
    const results = await Promise.allSettled(["Art", "art", "ART"].map(create));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const result of results)
      if (result.status === "rejected") expect(result.reason).toBeInstanceOf(AlreadyTaken);
    expect(await names()).toHaveLength(3);
  });

  test("a workspace has so many of its own", async () => {
    for (let n = 0; n < MAX_OWN_CATEGORIES; n++) await made(`Own ${n}`);
    expect(await create("One more")).toBeUndefined();
    const { id: deleted } = await managed("Own 0");
    await db().write((tx) => deleteCategory(tx, deleted, by));
    const both = await Promise.all([create("One more"), create("And another")]);
    expect(both.filter((id) => id !== undefined)).toHaveLength(1);
    expect(await db().write((tx) => restoreCategory(tx, deleted, by))).toBeUndefined();
  });

  test("a shared one has another name here, and its own back; staff's new name shows where none is", async () => {
    expect(await rename(DESIGN.id, "Look")).toBe(true);
    const { id, baseName, isOverride } = await managed("Look");
    expect({ baseName, isOverride }).toEqual({ baseName: "Design", isOverride: true });
    const renamed = [
      { ...DESIGN, name: "Shape" },
      { ...RESEARCH, name: "Studies" },
    ];
    expect(await names(renamed)).toEqual(["Look", "Studies"]);
    expect(await rename(id, undefined)).toBe(true);
    expect(await names(renamed)).toEqual(["Shape", "Studies"]);
    expect(await rename(crypto.randomUUID(), "Nobody's")).toBe(false);
  });

  test("a hidden one is offered no more, stays on projects that have it, and goes to no other", async () => {
    const id = await made("Art");
    const { id: projectId } = await projectIn(id);
    expect(await db().write((tx) => hideCategory(tx, id, true, by))).toBe("Art");
    await db().write((tx) => hideCategory(tx, DESIGN.id, true, by));
    expect(await names()).toEqual(["Research"]);
    expect(await db().read((tx) => listOwnCategories(tx, BASE))).toEqual([]);
    expect((await labelsOf(projectId)).map(({ name }) => name)).toEqual(["Art"]);
    const change = { ...input, categoryIds: [id] };
    await db().write((tx) => updateProject(tx, { all: true }, owner, projectId, change));
    expect(await labelsOf(projectId)).toHaveLength(1);
    expect(await labelsOf((await projectIn(id)).id)).toEqual([]);
    await db().write((tx) => hideCategory(tx, id, false, by));
    expect(await names()).toEqual(["Research", "Art"]);
  });

  test("one that staff retired is offered to nobody, and stays where it is and where it has another name", async () => {
    await rename(RESEARCH.id, "Studies");
    await db().write((tx) => hideCategory(tx, DESIGN.id, false, by));
    const { id } = await managed("Design");
    const { id: projectId } = await projectIn(id);
    const retired = BASE.map((row) => ({ ...row, isActive: false }));
    expect(await names(retired)).toEqual(["Studies"]);
    expect((await labelsOf(projectId)).map(({ name }) => name)).toEqual(["Design"]);
  });

  test("labels of projects are in the reader's language, but for names that are the workspace's own", async () => {
    await db().write((tx) => hideCategory(tx, DESIGN.id, false, by));
    const { id: projectId } = await projectIn((await managed("Design")).id, await made("Art"));
    const spanish = [{ ...DESIGN, name: "Diseño" }, RESEARCH];
    const labels = await labelsOf(projectId);
    expect(nameCategories(labels, spanish).map(({ name }) => name)).toEqual(["Art", "Diseño"]);
  });

  test("a deleted one is on no project, comes back to all of them, and under a name that is free", async () => {
    const id = await made("Art");
    const { id: projectId } = await projectIn(id);
    expect((await managed("Art")).projects).toBe(1);
    expect(await db().write((tx) => deleteCategory(tx, id, by))).toBe("Art");
    expect(await labelsOf(projectId)).toEqual([]);
    expect(await db().write((tx) => deleteCategory(tx, id, by))).toBeUndefined();
    await made("ART");
    expect(await db().write((tx) => restoreCategory(tx, id, by))).toBe("Art (2)");
    expect((await labelsOf(projectId)).map(({ name }) => name)).toEqual(["Art (2)"]);
    expect(await db().write((tx) => restoreCategory(tx, id, by))).toBeUndefined();
  });

  test("a shared one is never deleted", async () => {
    await db().write((tx) => hideCategory(tx, DESIGN.id, false, by));
    const { id } = await managed("Design");
    expect(await db().write((tx) => deleteCategory(tx, id, by))).toBeUndefined();
    expect(await names()).toEqual(["Design", "Research"]);
  });

  test("what is deleted is gone for good after its days", async () => {
    const id = await made("Art");
    await db().write((tx) => deleteCategory(tx, id, by));
    await db().write((tx) =>
      tx.execute(sql`update categories set deleted_at = now() - make_interval(days => ${TRASH_DAYS + 1})`),
    );
    await sweepTenant(db());
    expect(await db().write((tx) => restoreCategory(tx, id, by))).toBeUndefined();
  });
});
