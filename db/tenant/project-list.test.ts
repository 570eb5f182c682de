/** What is looked for is found, in each order, once, and by nobody who may not see it. */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import {
  countProjects,
  isNarrow,
  listProjects,
  listSimilarProjects,
  type ProjectFilter,
} from "./project-list.ts";
import type { ProjectSort } from "./project-orders.ts";
import type { ProjectReach } from "./project-reach.ts";
import { createProject } from "./projects.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const author = testOwner();
const all: ProjectReach = { all: true };
const SORTS: ProjectSort[] = ["newest", "oldest", "name", "updated"];

forEachPlacement((kind) => {
  let tenant: Tenant;
  const db = () => tier.tenantRouter.connect(tenant);
  const PROJECTS = [
    { name: "Kitchen renovation", description: "New tiles for the café", status: "active" as const },
    { name: "kitchen garden", description: "Herbs & more", status: "planned" as const },
    { name: "Harbour survey", description: "", status: "done" as const, isPublic: false },
    { name: "Año nuevo", description: "Fiesta", status: "active" as const },
    { name: "Übersicht", description: "kitchen-adjacent", status: "paused" as const },
    { name: "🚀 Launch", description: "It's \\ a 'test'", status: "active" as const },
    { name: "Client/server move", description: "ask bob@acme.example, 2024-05", status: "paused" as const },
  ];
  beforeAll(async () => {
    tenant = await testTenant(tier, { kind, owner: author });
    for (const project of PROJECTS)
      await db().write((tx) => createProject(tx, author, { isPublic: true, categoryIds: [], ...project }));
  });
  const namesOf = async (filter: ProjectFilter, reach: ProjectReach = all) =>
    (await db().read((tx) => listProjects(tx, reach, { ...filter, sort: "oldest" }))).items.map(
      ({ name }) => name,
    );

  test.each([
    ["kitchen", ["Kitchen renovation", "kitchen garden", "Übersicht"]],
    ["kit", ["Kitchen renovation", "kitchen garden", "Übersicht"]],
    ["KITCHEN reno", ["Kitchen renovation"]],
    ["reno kitchen", ["Kitchen renovation"]],
    ["café", ["Kitchen renovation"]],
    ["año", ["Año nuevo"]],
    ["über", ["Übersicht"]],
    ["it's", ["🚀 Launch"]],
    ["🚀", ["🚀 Launch"]],
    ["server", ["Client/server move"]],
    ["client/ser", ["Client/server move"]],
    ["acme", ["Client/server move"]],
    ["bob@acme.example", ["Client/server move"]],
    ["05", ["Client/server move"]],
    ["kitchenette", []],
  ])("%s is looked for as the beginning of words", async (search, names) => {
    expect(await namesOf({ search })).toEqual(names);
    expect(await db().read((tx) => countProjects(tx, all, { search }))).toBe(names.length);
  });

  test.each([
    ["kitchn", ["Kitchen renovation", "kitchen garden"]],
    ["harbuor survey", ["Harbour survey"]],
    ["surevy", ["Harbour survey"]],
    ["xyzzy", []],
  ])("%s finds names that are spelled alike", async (search, names) => {
    expect(await namesOf({ search })).toEqual([]);
    const { page, count } = await db().read((tx) => listSimilarProjects(tx, all, { search, sort: "oldest" }));
    expect(page.items.map(({ name }) => name)).toEqual(names);
    expect(count).toBe(names.length);
  });

  test("a search finds nothing that the person may not see, by words and by likeness", async () => {
    const open: ProjectReach = { isPublic: true };
    expect(await namesOf({ search: "harbour" }, open)).toEqual([]);
    const similar = await db().read((tx) => listSimilarProjects(tx, open, { search: "harbuor" }));
    expect(similar).toMatchObject({ page: { items: [] }, count: 0 });
    expect(await db().read((tx) => countProjects(tx, open, { search: "harbour" }))).toBe(0);
  });

  test("filters narrow it down together", async () => {
    expect(await namesOf({ status: "active", search: "kitchen" })).toEqual(["Kitchen renovation"]);
    expect(await namesOf({ isPublic: false })).toEqual(["Harbour survey"]);
    expect(await namesOf({ ownerId: author.id, status: "done" })).toEqual(["Harbour survey"]);
    expect(await namesOf({ ownerId: "nobody" })).toEqual([]);
  });

  test("whoever asks for public or private ones sees of them what is within reach, neither more nor less", async () => {
    const reaches: ProjectReach[] = [
      ...[all, {}, { isPublic: true }, { ownedBy: author.id }, { ownedBy: "nobody", isPublic: true }],
      { ownedBy: author.id, isPublic: true },
    ];
    for (const reach of reaches)
      for (const isPublic of [true, false]) {
        const asked = await namesOf({ isPublic }, reach);
        const reached = await db().read((tx) => listProjects(tx, reach, { limit: 50 }));
        const those = reached.items.filter((one) => one.isPublic === isPublic).map(({ name }) => name);
        expect(asked.toSorted()).toEqual(those.toSorted());
        expect(await db().read((tx) => countProjects(tx, reach, { isPublic }))).toBe(those.length);
      }
  });

  test("what is known to be few is found first, and is the same in the same order", async () => {
    const reaches: ProjectReach[] = [all, { ownedBy: author.id, isPublic: true }];
    for (const reach of reaches)
      for (const sort of SORTS)
        for (const filter of [
          { search: "kitchen" },
          { search: "kit", status: "planned" as const },
          { isPublic: false },
        ]) {
          const list = (areFew: boolean) =>
            db().read((tx) => listProjects(tx, reach, { ...filter, sort, areFew, limit: 2 }));
          expect(await list(true)).toEqual(await list(false));
        }
    expect(isNarrow({ search: "kit" }, all)).toBe(false);
    expect(isNarrow({ search: "kit", isArchived: false }, all)).toBe(false);
    expect(isNarrow({ status: "done", isPublic: true }, all)).toBe(false);
    expect(isNarrow({ isPublic: false }, all)).toBe(false);
    expect(isNarrow({ search: "kit", status: "done" }, all)).toBe(true);
    expect(isNarrow({ isPublic: false }, { ownedBy: author.id })).toBe(true);
  });

  test("descriptions come along only where words are looked for", async () => {
    const described = async (search?: string) =>
      (await db().read((tx) => listProjects(tx, all, { search }))).items.filter((one) => one.description);
    expect(await described()).toEqual([]);
    expect(await described("herbs")).toHaveLength(1);
  });

  test.each(SORTS)("sorted by %s, walking forward and back sees each project once", async (sort) => {
    const page = (cursor?: string | null) =>
      db().read((tx) => listProjects(tx, all, { sort, limit: 2, cursor: cursor ?? undefined }));
    const pages = [await page()];
    while (pages.at(-1)?.nextCursor) pages.push(await page(pages.at(-1)?.nextCursor));
    const walked = pages.flatMap(({ items }) => items.map(({ name }) => name));
    expect(walked.toSorted()).toEqual(PROJECTS.map(({ name }) => name).toSorted());
    const whole = await db().read((tx) => listProjects(tx, all, { sort, limit: 50 }));
    expect(walked).toEqual(whole.items.map(({ name }) => name));
    const [first, second] = pages;
    expect(await page(second?.previousCursor)).toEqual(first);
  });

  test("a cursor of one order means the first page of another", async () => {
    const page = (sort: ProjectSort, cursor?: string) =>
      db().read((tx) => listProjects(tx, all, { sort, limit: 2, cursor }));
    const { nextCursor } = await page("name");
    expect(await page("newest", nextCursor ?? "")).toEqual(await page("newest"));
    expect(await page("updated", nextCursor ?? "")).toEqual(await page("updated"));
  });
});
