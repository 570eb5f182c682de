// Threat: a file is imported twice, in part, by somebody else, or an Undo takes what others have changed.
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sweepTenant } from "../control/sweep.ts";
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { listActivity } from "./activity.ts";
import { upsertMember } from "./members.ts";
import { changeProject } from "./project-changes.ts";
import {
  finishImport,
  getImport,
  listTakenNames,
  lockImport,
  setImportColumns,
  startImport,
  undoImport,
} from "./project-imports.ts";
import { countProjects, listProjects } from "./project-list.ts";
import type { ProjectReach } from "./project-reach.ts";
import { listTrash } from "./project-trash.ts";
import { createProject } from "./projects.ts";

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
  description: "",
  status: "planned" as const,
  isPublic: true,
  categoryIds: [],
});
const file = { fileName: "work.csv", content: "Name\nPier" };

forEachPlacement((kind) => {
  let tenant: Tenant;
  beforeEach(async () => {
    tenant = await testTenant(tier, { kind, owner: author });
    await db().write((tx) => upsertMember(tx, { ...colleague, role: "member" }));
  });
  const db = () => tier.tenantRouter.connect(tenant);
  const start = () => db().write((tx) => startImport(tx, author.id, file));
  const finish = (id: string, names: string[]) =>
    db().write(async (tx) => {
      const found = await lockImport(tx, author.id, id);
      if (found?.state !== "waiting") return false;
      await finishImport(tx, author, id, names.map(input));
      return true;
    });
  const undo = (id: string) => db().write((tx) => undoImport(tx, all, author, id));

  test("a file is its uploader's alone", async () => {
    const id = await start();
    expect(await db().read((tx) => getImport(tx, author.id, id))).toMatchObject(file);
    expect(await db().read((tx) => getImport(tx, colleague.id, id))).toBeUndefined();
    await db().write((tx) => setImportColumns(tx, colleague.id, id, { name: 7 }));
    expect(await db().write((tx) => lockImport(tx, colleague.id, id))).toBeUndefined();
    expect((await db().read((tx) => getImport(tx, author.id, id)))?.columns).toBeNull();
    expect(await db().write((tx) => undoImport(tx, all, colleague, id))).toBeUndefined();
  });

  test("posted twice at once it is imported once, with an entry in the activity for each project", async () => {
    const id = await start();
    const names = Array.from({ length: 1_001 }, (_, n) => `Project ${n}`);
    const done = await Promise.all([finish(id, names), finish(id, names)]);
    expect(done.sort()).toEqual([false, true]);
    expect(await db().read((tx) => countProjects(tx, all))).toBe(1_001);
    const entries = await db().read((tx) => listActivity(tx, all, { limit: 2_000 }));
    expect(entries.filter(({ action }) => action === "project.created")).toHaveLength(1_001);
    // The file is forgotten with it.
    const row = await db().read((tx) => getImport(tx, author.id, id));
    expect(row).toMatchObject({ state: "done", content: "" });
    expect(row?.projectIds).toHaveLength(1_001);
  });

  test("all or nothing: what fails leaves the file waiting, and no project", async () => {
    const id = await start();
    const broken = () => finish(id, ["Pier", "Qu\0ay"]);
    await expect(broken()).rejects.toThrow();
    expect(await db().read((tx) => countProjects(tx, all))).toBe(0);
    expect(await db().read((tx) => getImport(tx, author.id, id))).toMatchObject({ state: "waiting" });
    expect(await finish(id, ["Pier"])).toBe(true);
  });

  test("Undo takes to the trash what nobody has changed since, once", async () => {
    const id = await start();
    await finish(id, ["Pier", "Quay", "Dock"]);
    const { items } = await db().read((tx) => listProjects(tx, all, { sort: "name" }));
    const quay = items.find(({ name }) => name === "Quay");
    const done = { kind: "status", status: "done" } as const;
    await db().write((tx) => changeProject(tx, all, colleague, quay?.id ?? "", done));
    expect((await undo(id))?.map(({ name }) => name).sort()).toEqual(["Dock", "Pier"]);
    expect(await undo(id)).toBeUndefined();
    const left = await db().read((tx) => listProjects(tx, all, {}));
    expect(left.items.map(({ name }) => name)).toEqual(["Quay"]);
    const trash = await db().read((tx) => listTrash(tx, all, {}));
    expect(trash.items.map(({ name }) => name).sort()).toEqual(["Dock", "Pier"]);
  });

  test("a name that is taken is told only of what is within reach", async () => {
    await db().write((tx) => createProject(tx, author, { ...input("Secret"), isPublic: false }));
    await db().write((tx) => createProject(tx, author, input("Open")));
    const names = ["secret", "open", "new"];
    const taken = (reach: ProjectReach) => db().read((tx) => listTakenNames(tx, reach, names));
    expect([...(await taken(all))].sort()).toEqual(["open", "secret"]);
    expect([...(await taken({ ownedBy: colleague.id, isPublic: true }))]).toEqual(["open"]);
  });

  test("the oldest file that waits makes room for the sixth, and none waits for more than a day", async () => {
    const ids: string[] = [];
    for (let n = 0; n < 6; n++) ids.push(await start());
    const there = async () => {
      const found = await Promise.all(ids.map((id) => db().read((tx) => getImport(tx, author.id, id))));
      return found.map(Boolean);
    };
    expect(await there()).toEqual([false, true, true, true, true, true]);
    await finish(ids[5] ?? "", ["Pier"]);
    const age = (hours: number) =>
      db().write((tx) =>
        tx.execute(sql`update project_imports set created_at = now() - make_interval(hours => ${hours})`),
      );
    await age(25);
    await sweepTenant(db());
    expect(await there()).toEqual([false, false, false, false, false, true]);
    await age(31 * 24);
    await sweepTenant(db());
    expect(await there()).toEqual([false, false, false, false, false, false]);
  });
});
