// Threat: a saved view tells somebody what is not theirs, or two of one name break the list.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { upsertMember } from "./members.ts";
import { mergeMembers } from "./merged-members.ts";
import {
  changeView,
  createView,
  deleteView,
  getEditableView,
  listViews,
  MAX_OWN_VIEWS,
  MAX_SHARED_VIEWS,
  restoreView,
  setDefaultView,
  type ViewEditor,
} from "./project-views.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const owner = testOwner();
const colleague = testOwner();
const sharing: ViewEditor = { id: owner.id, mayShare: true };
const other: ViewEditor = { id: colleague.id, mayShare: false };

forEachPlacement((kind) => {
  let tenant: Tenant;
  beforeEach(async () => {
    tenant = await testTenant(tier, { kind, owner });
    await db().write((tx) => upsertMember(tx, { ...colleague, role: "member" }));
  });
  const db = () => tier.tenantRouter.connect(tenant);
  const create = (editor: ViewEditor, name: string, isShared = false) =>
    db().write((tx) => createView(tx, editor, { name, query: "status=paused", isShared }));
  const made = async (editor: ViewEditor, name: string, isShared = false) => {
    const view = await create(editor, name, isShared);
    if (typeof view === "string") throw new Error(view);
    return view.id;
  };
  const seen = async (editor: ViewEditor) =>
    (await db().read((tx) => listViews(tx, editor.id))).map(({ name }) => name);

  test("one's own are seen by nobody else, shared ones by all, by name", async () => {
    await made(sharing, "Paused");
    await made(sharing, "all of us", true);
    await made(other, "Mine");
    expect(await seen(sharing)).toEqual(["all of us", "Paused"]);
    expect(await seen(other)).toEqual(["all of us", "Mine"]);
  });

  test("who may not share makes their own, and changes nobody else's", async () => {
    const shared = await made(sharing, "Everybody's", true);
    const own = await made(sharing, "Owner's");
    await made(other, "Not shared", true);
    expect(await seen(sharing)).toEqual(["Everybody's", "Owner's"]);
    for (const id of [shared, own]) {
      expect(await db().read((tx) => getEditableView(tx, other, id))).toBeUndefined();
      const change = { name: "Taken over", isShared: false };
      expect(await db().write((tx) => changeView(tx, other, id, change))).toBe("gone");
      expect(await db().write((tx) => deleteView(tx, other, id))).toBeUndefined();
    }
    expect(await db().write((tx) => setDefaultView(tx, other.id, own))).toBeUndefined();
    expect(await seen(sharing)).toEqual(["Everybody's", "Owner's"]);
  });

  test("of two who save one name at the same instant one is told that it is taken", async () => {
    const both = await Promise.all([create(sharing, "Ours", true), create(sharing, "OURS", true)]);
    expect(both.filter((one) => one === "taken")).toHaveLength(1);
    expect(await seen(other)).toHaveLength(1);
    // Others' own names, and the shared ones beside one's own, are no hindrance.
    expect(await create(other, "Ours")).not.toBe("taken");
    expect(await create(sharing, "Ours")).not.toBe("taken");
    expect(await create(sharing, "ours")).toBe("taken");
  });

  test("no more are saved than there may be, however many at once", async () => {
    await db().write(async (tx) => {
      for (let n = 1; n < MAX_OWN_VIEWS; n++)
        await createView(tx, other, { name: `View ${n}`, query: "", isShared: false });
    });
    const last = await Promise.all(["a", "b", "c"].map((name) => create(other, name)));
    expect(last.filter((one) => one === "tooMany")).toHaveLength(2);
    expect(await seen(other)).toHaveLength(MAX_OWN_VIEWS);
    await db().write(async (tx) => {
      for (let n = 0; n < MAX_SHARED_VIEWS; n++)
        await createView(tx, sharing, { name: `Shared ${n}`, query: "", isShared: true });
    });
    expect(await create(sharing, "One more", true)).toBe("tooMany");
    const own = await made(sharing, "Own");
    const share = { name: "Own", isShared: true };
    expect(await db().write((tx) => changeView(tx, sharing, own, share))).toBe("tooMany");
  });

  test("a new name that is taken is refused, and the view stays as it was", async () => {
    await made(other, "First");
    const id = await made(other, "Second");
    const rename = (name: string) => db().write((tx) => changeView(tx, other, id, { name, isShared: false }));
    expect(await rename("first")).toBe("taken");
    expect(await seen(other)).toEqual(["First", "Second"]);
    expect(await rename("SECOND")).toBeUndefined();
    expect(await rename("Third")).toBeUndefined();
    expect(await seen(other)).toEqual(["First", "Third"]);
  });

  test("a deleted view comes back, under another name where its own is taken by now", async () => {
    const id = await made(other, "Paused");
    expect(await db().write((tx) => deleteView(tx, other, id))).toBe("Paused");
    expect(await seen(other)).toEqual([]);
    await made(other, "paused");
    expect(await db().write((tx) => restoreView(tx, sharing, id))).toBe("gone");
    expect(await db().write((tx) => restoreView(tx, other, id))).toEqual({ name: "Paused (2)" });
    expect(await db().write((tx) => restoreView(tx, other, id))).toBe("gone");
    expect(await seen(other)).toEqual(["paused", "Paused (2)"]);
  });

  test("a list begins with one view at most, and with none that is not theirs to see any more", async () => {
    const defaults = async () =>
      (await db().read((tx) => listViews(tx, other.id)))
        .filter(({ isDefault }) => isDefault)
        .map(({ name }) => name);
    const shared = await made(sharing, "Shared", true);
    const own = await made(other, "Own");
    await db().write((tx) => setDefaultView(tx, other.id, own));
    await db().write((tx) => setDefaultView(tx, other.id, shared));
    expect(await defaults()).toEqual(["Shared"]);
    const unshare = { name: "Shared", isShared: false };
    await db().write((tx) => changeView(tx, sharing, shared, unshare));
    expect(await defaults()).toEqual([]);
    await db().write((tx) => setDefaultView(tx, other.id, own));
    await db().write((tx) => setDefaultView(tx, other.id, null));
    expect(await defaults()).toEqual([]);
  });

  test("two people who turn out to be one keep the views of both", async () => {
    await made(sharing, "Paused");
    const id = await made(other, "paused");
    await made(other, "Mine");
    await db().write((tx) => setDefaultView(tx, other.id, id));
    await db().write((tx) => mergeMembers(tx, { from: other.id, into: sharing.id }));
    const views = await db().read((tx) => listViews(tx, sharing.id));
    expect(views.map(({ name }) => name)).toEqual(["Mine", "Paused", `paused ${id.slice(-4)}`]);
    expect(views.find((view) => view.isDefault)?.id).toBe(id);
  });
});
