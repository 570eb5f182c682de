/** What the activity tells to whom: never what a project was called while it was not theirs to see. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { listActivity } from "./activity.ts";
import { upsertMember } from "./members.ts";
import { changeProject } from "./project-changes.ts";
import type { ProjectReach } from "./project-reach.ts";
import { createProject, updateProject } from "./projects.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const all: ProjectReach = { all: true };
const author = testOwner();
const colleague = testOwner({ firstName: "Colin" });
const reachOf = (id: string): ProjectReach => ({ ownedBy: id, isPublic: true });
const viewer: ProjectReach = { isPublic: true };
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
  const told = (reach: ProjectReach, subjectId?: string) =>
    db().read((tx) => listActivity(tx, reach, { limit: 50, ...(subjectId ? { subjectId } : {}) }));
  const namesTold = async (reach: ProjectReach, subjectId?: string) =>
    (await told(reach, subjectId)).map(({ action, subjectName }) => `${action} ${subjectName}`);
  const create = (name: string, isPublic: boolean, by = author) =>
    db().write((tx) => createProject(tx, by, project(name, isPublic)));
  const change = (id: string, name: string, isPublic: boolean, by = author) =>
    db().write((tx) => updateProject(tx, all, by, id, project(name, isPublic)));

  test("a project that became public is told by its present name, never by the one of before", async () => {
    // Threat: "Layoffs" was private, and is "Reorganisation" now for everybody.
    const { id } = await create("Layoffs", false);
    expect(await namesTold(viewer)).toEqual([]);
    await change(id, "Reorganisation", true);
    for (const reach of [viewer, reachOf(colleague.id), all]) {
      const expected = ["project.updated Reorganisation", "project.created Reorganisation"];
      expect(await namesTold(reach)).toEqual(expected);
      expect(await namesTold(reach, id)).toEqual(expected);
    }
  });

  test("a project that became private is told to nobody whom it is kept from, by no name, not even what they did to it", async () => {
    const { id } = await create("Open house", true);
    await change(id, "Open house 2", true, colleague);
    expect(await namesTold(reachOf(colleague.id))).toHaveLength(2);
    await change(id, "Closed door", false);
    expect(await namesTold(reachOf(colleague.id))).toEqual([]);
    expect(await namesTold(reachOf(colleague.id), id)).toEqual([]);
    expect(await namesTold(reachOf(author.id))).toHaveLength(3);
  });

  test("a deleted project is told to its owner and to who sees all, and leads nowhere", async () => {
    const { id } = await create("Ended", true);
    await db().write((tx) => changeProject(tx, all, author, id, { kind: "delete" }));
    const expected = ["project.deleted Ended", "project.created Ended"];
    expect(await namesTold(reachOf(author.id))).toEqual(expected);
    expect(await namesTold(all)).toEqual(expected);
    expect((await told(all)).map(({ isLive }) => isLive)).toEqual([false, false]);
    expect(await namesTold(reachOf(colleague.id))).toEqual([]);
    expect(await namesTold(viewer)).toEqual([]);
  });

  test("who may see nothing is told nothing", async () => {
    await create("Public", true);
    expect(await namesTold({})).toEqual([]);
  });

  test("the newest come first, with who did it under their present name", async () => {
    const { id } = await create("Mine", true, colleague);
    await change(id, "Mine", true);
    await db().write((tx) => upsertMember(tx, { ...colleague, firstName: "Columbus", role: "member" }));
    const entries = await told(viewer);
    expect(entries.map(({ action, actorName }) => [action, actorName])).toEqual([
      ["project.updated", "Olive Owner"],
      ["project.created", "Columbus Owner"],
    ]);
    expect((await db().read((tx) => listActivity(tx, viewer, { limit: 1 }))).map(({ id: at }) => at)).toEqual(
      [entries[0]?.id],
    );
  });
});
