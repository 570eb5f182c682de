/** Who reaches which project, and what the existence of one tells of another. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import { encodeCursor } from "../paging.ts";
import type { Tenant } from "../routing/tenant.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { upsertMember } from "./members.ts";
import { changeProject } from "./project-changes.ts";
import { countProjects, countProjectsByStatus, listProjects } from "./project-list.ts";
import type { ProjectReach } from "./project-reach.ts";
import { createProject, getProject, updateProject } from "./projects.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const author = testOwner();
const colleague = testOwner();
const all: ProjectReach = { all: true };
const project = (name: string, isPublic = true) => ({
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
  const slugs = async () =>
    (
      await db().read((tx) => tx.execute<{ slug: string }>(sql`select slug from projects order by id`))
    ).rows.map(({ slug }) => slug);
  const form = (slug: string) => slug.replace(/[0-9a-f]{12}$/, "#");

  test("a name that somebody else's private project has looks free, and so does one that nobody has", async () => {
    // Threat: the slug of a new project tells that a hidden one has the same name.
    await create("Merger", false);
    const second = await create("Merger", true, colleague);
    const alone = await create("Alone", true, colleague);
    expect((await slugs()).map(form)).toEqual(["merger-#", "merger-#", "alone-#"]);
    for (const shown of [second, alone]) expect(Object.keys(shown)).not.toContain("slug");
  });

  test("two of one name at the same instant are two projects", async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => create("Twins")));
    expect(new Set(made.map(({ id }) => id)).size).toBe(8);
    expect(new Set(await slugs()).size).toBe(8);
  });

  test("a renamed project keeps nothing of its former name", async () => {
    const { id } = await create("Layoffs", false);
    await db().write((tx) => updateProject(tx, all, author, id, project("Reorganisation")));
    expect(await slugs()).toEqual([`reorganisation-${id.slice(-12)}`]);
  });

  test("a name without a letter has a slug all the same", async () => {
    await create("***");
    expect((await slugs()).map(form)).toEqual(["project-#"]);
  });

  const REACHES: [who: string, reach: ProjectReach, sees: string[]][] = [
    ["everything", all, ["Mine hidden", "Mine open", "Theirs hidden", "Theirs open"]],
    [
      "one's own and public ones",
      { ownedBy: author.id, isPublic: true },
      ["Mine hidden", "Mine open", "Theirs open"],
    ],
    ["one's own", { ownedBy: author.id }, ["Mine hidden", "Mine open"]],
    ["public ones", { isPublic: true }, ["Mine open", "Theirs open"]],
    ["nothing", {}, []],
  ];
  test.each(REACHES)(
    "who reaches %s lists, counts, opens, changes and deletes just that",
    async (_who, reach, sees) => {
      const made = [
        await create("Mine hidden", false),
        await create("Mine open", true),
        await create("Theirs hidden", false, colleague),
        await create("Theirs open", true, colleague),
      ];
      const gone = await create("Mine deleted");
      await db().write((tx) => changeProject(tx, all, author, gone.id, { kind: "delete" }));

      const { items } = await db().read((tx) => listProjects(tx, reach, { limit: 50 }));
      expect(items.map(({ name }) => name).sort()).toEqual(sees);
      expect(await db().read((tx) => countProjects(tx, reach))).toBe(sees.length);
      expect((await db().read((tx) => countProjectsByStatus(tx, reach))).active).toBe(sees.length);
      const found = await db().read((tx) => listProjects(tx, reach, { search: "hidden", limit: 50 }));
      expect(found.items.map(({ name }) => name).sort()).toEqual(sees.filter((name) => /hidden/.test(name)));
      for (const { id, name, isPublic } of [...made, gone]) {
        const isSeen = sees.includes(name);
        expect([name, Boolean(await db().read((tx) => getProject(tx, reach, id)))]).toEqual([name, isSeen]);
        const same = project(name, isPublic);
        const updated = await db().write((tx) => updateProject(tx, reach, author, id, same));
        expect([name, Boolean(updated)]).toEqual([name, isSeen]);
        const deleted = await db().write((tx) => changeProject(tx, reach, author, id, { kind: "delete" }));
        expect([name, Boolean(deleted)]).toEqual([name, isSeen]);
      }
      expect(await db().read((tx) => countProjects(tx, all))).toBe(made.length - sees.length);
    },
  );

  test("walking forward and back sees every project once, the newest first", async () => {
    const made: string[] = [];
    for (const name of ["one", "two", "three", "four", "five"]) made.unshift((await create(name)).id);
    const page = (cursor?: string) => db().read((tx) => listProjects(tx, all, { limit: 2, cursor }));
    const pages = [await page()];
    for (let next = pages[0]?.nextCursor; next; next = pages.at(-1)?.nextCursor) pages.push(await page(next));
    expect(pages.map(({ items }) => items.length)).toEqual([2, 2, 1]);
    expect(pages.flatMap(({ items }) => items.map(({ id }) => id))).toEqual(made);
    expect(await page(pages[2]?.previousCursor ?? "")).toMatchObject({ items: pages[1]?.items });
    expect(await page(pages[1]?.previousCursor ?? "")).toEqual(pages[0]);
  });

  // Threat: an edited cursor makes the page fail, or shows what another list holds.
  test("an impossible cursor means the first page", async () => {
    await create("one");
    await create("two");
    const page = (cursor?: string) => db().read((tx) => listProjects(tx, all, { limit: 1, cursor }));
    const first = await page();
    const impossible = [["x"], ["x'; --"], [], [first.items[0]?.id ?? "", "1"], ["\0"]].map((key) =>
      encodeCursor({ back: false, key }),
    );
    for (const cursor of ["%%%", "", first.items[0]?.id ?? "", ...impossible])
      expect(await page(cursor)).toEqual(first);
  });

  test("what is searched for is taken literally", async () => {
    await create("100% done");
    await create("100 done_");
    const found = async (search: string) =>
      (await db().read((tx) => listProjects(tx, all, { search }))).items.map(({ name }) => name);
    expect(await found("%")).toEqual(["100% done"]);
    expect(await found("_")).toEqual(["100 done_"]);
    expect(await found("\\")).toEqual([]);
    for (const search of ["100 | x", "don <-> x", "'", "''", "a':*", "(", "🚀", "x".repeat(200)])
      expect([search, await found(search)]).toEqual([search, []]);
    for (const search of ["DON", "100%", "100 & don", "don'", "done:*", "!done"])
      expect([search, (await found(search)).length]).toEqual([search, 2]);
  });
});
