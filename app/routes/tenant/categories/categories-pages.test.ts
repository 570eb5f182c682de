// Threat: categories are changed by who may not, or by a form that was posted twice; or a failure is a 500.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listAudit, listBaseCategories, renameBaseCategory } from "#app/db.server.ts";
import { PLACEMENT_KINDS } from "#app/db.shared.ts";
import { asked, makeWorkspace, refusalOf, statusOf, type Workspace } from "#app/testing/in-workspace.ts";
import type { DataTier } from "#db/data-tier.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { loader as newProject } from "../projects/project-new.tsx";
import { action as add, loader as list } from "./categories.tsx";
import { action as rename, loader as show } from "./category.tsx";
import { action as move } from "./category-order.ts";
import { action as remove, loader as showRemove } from "./category-remove.tsx";
import { action as restore } from "./category-restorations.ts";
import { action as setVisibility } from "./category-visibility.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

type Act = (args: never) => unknown;
const statusOfData = (answer: unknown) => (answer as { init: { status: number } }).init.status;

describe.each(PLACEMENT_KINDS)("a workspace in a %s", (kind) => {
  let at: Workspace;
  beforeEach(async () => {
    at = await makeWorkspace(tier, kind);
  });
  const admin = (args: object = {}) => asked(at, at.people.admin, args);
  const listed = async () => (await list(admin())).categories;
  const named = async (name: string) =>
    (await listed()).find((one) => one.name === name) ?? expect.unreachable(name);
  const done = (act: Act, params: Record<string, string>, form: Record<string, string> = {}) =>
    statusOf(async () => act(admin({ params, form })));
  const added = async (name: string) => {
    expect(await statusOf(async () => add(admin({ form: { name } })))).toBe(303);
    return named(name);
  };

  test("admins manage them, and what was done is written down; nobody else sees or changes one", async () => {
    const { id } = await added("Art");
    const params = { categoryId: id };
    const acts: [Act, object][] = [
      [add as Act, { form: { name: "Zoo" } }],
      [rename as Act, { params, form: { name: "Zoo" } }],
      [setVisibility as Act, { params, form: { show: "no" } }],
      [move as Act, { form: { category: id, to: "up" } }],
      [remove as Act, { params, form: {} }],
      [restore as Act, { form: { category: id } }],
    ];
    for (const who of [at.people.member, at.people.viewer]) {
      for (const page of [list, show, showRemove] as Act[])
        expect(await refusalOf(async () => page(asked(at, who, { params })))).toBe(403);
      for (const [act, args] of acts)
        expect(await refusalOf(async () => act(asked(at, who, args)))).toBe(403);
    }
    expect(await done(rename as Act, params, { name: "Arts" })).toBe(303);
    expect(await done(setVisibility as Act, params, { show: "no" })).toBe(303);
    expect(await done(setVisibility as Act, params, { show: "yes" })).toBe(303);
    expect(await done(move as Act, {}, { category: id, to: "up" })).toBe(303);
    expect(await done(remove as Act, params)).toBe(303);
    expect(await done(restore as Act, {}, { category: id })).toBe(303);
    const { items } = await tier.controlDb.read((tx) => listAudit(tx, { tenantId: at.tenant.id }));
    const said = items.filter(({ action }) => action.startsWith("category.")).toReversed();
    expect(said.map(({ action }) => action.slice("category.".length))).toEqual([
      "create",
      "rename",
      "hide",
      "show",
      "order",
      "delete",
      "restore",
    ]);
    for (const { actorId, detail } of said) {
      expect(actorId).toBe(at.people.admin.id);
      expect(JSON.stringify(detail)).not.toMatch(/art/i);
    }
  });

  test("of two forms with one name at the same instant one is taken, and the other says so", async () => {
    const answers = await Promise.all(["Art", "ART"].map((name) => add(admin({ form: { name } }))));
    const statuses = answers.map((answer) =>
      answer instanceof Response ? answer.status : statusOfData(answer),
    );
    expect(statuses.toSorted()).toEqual([303, 409]);
    const other = await added("Zoo");
    expect(await done(rename as Act, { categoryId: other.id }, { name: "art" })).toBe(409);
    expect(await done(add as Act, {}, { name: "diseño" })).toBe(409);
  });

  test("what is no name, or nobody's category, changes nothing", async () => {
    const before = await listed();
    for (const name of ["", " ", "x".repeat(61), "a\u0000b", "\u202eart"])
      expect(await done(add as Act, {}, { name }), JSON.stringify(name)).not.toBe(303);
    const neighbour = await makeWorkspace(tier);
    const theirs = await add(asked(neighbour, neighbour.people.owner, { form: { name: "Theirs" } }));
    expect((theirs as Response).status).toBe(303);
    const others = (await list(asked(neighbour, neighbour.people.owner))).categories;
    const { id } = others.find(({ name }) => name === "Theirs") ?? expect.unreachable();
    for (const categoryId of [id, "nonsense", crypto.randomUUID()])
      for (const act of [rename, setVisibility, remove] as Act[])
        expect(await done(act, { categoryId }, { name: "Mine", show: "no" })).toBe(404);
    expect(await done(restore as Act, {}, { category: id })).toBe(404);
    expect(await done(move as Act, {}, { category: id, to: "up" })).toBe(303);
    expect(await listed()).toEqual(before);
  });

  test("a shared one is found by its own id, also where it was changed here; it is hidden, never deleted", async () => {
    const { id: categoryId } = await named("Design");
    expect(await done(rename as Act, { categoryId }, { name: "Look" })).toBe(303);
    expect(await done(rename as Act, { categoryId }, { name: "Looks" })).toBe(303);
    expect(await done(remove as Act, { categoryId })).toBe(404);
    expect(await done(setVisibility as Act, { categoryId }, { show: "no" })).toBe(303);
    expect(await named("Looks")).toMatchObject({ isHidden: true, isOverride: true, baseName: "Design" });
    expect(await done(rename as Act, { categoryId })).toBe(303);
    expect(await named("Design")).toMatchObject({ isHidden: true, isOverride: false });
  });

  test("what staff rename is called so on the next page, without a word to any process", async () => {
    const [shared] = await tier.controlDb.read(listBaseCategories);
    const { id = "", name = "", translations = {} } = shared ?? {};
    const by = { actor: { kind: "system" as const }, reason: "Clearer" };
    const call = (called: string) =>
      tier.controlDb.write((tx) => renameBaseCategory(tx, id, { name: called, translations }, by));
    await call("Shape");
    const { categories } = await newProject(asked(at, at.people.member));
    await call(name);
    expect(categories.map((one) => one.name)).toContain("Shape");
    expect(categories.map((one) => one.name)).not.toContain(name);
  });
});
