// Threat: what is said about a project is read, changed or told of by who may not see it.
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { sweepTenant } from "../control/sweep.ts";
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { listActivity } from "./activity.ts";
import { addComment, deleteComment, editComment, restoreComment } from "./comment-changes.ts";
import { countComments, cursorBefore, getComment, lastCommentOf, listComments } from "./comments.ts";
import { getFollowing, listFollowers, setFollowing } from "./followings.ts";
import { findMembersByHandle } from "./handles.ts";
import { removeMember, upsertMember } from "./members.ts";
import { mergeMembers } from "./merged-members.ts";
import { countUnread, listNotifications, openNotification } from "./notifications.ts";
import { changeProject } from "./project-changes.ts";
import type { ProjectReach } from "./project-reach.ts";
import { createProject } from "./projects.ts";
import { TRASH_DAYS } from "./schema.ts";
import { comments } from "./schema-comments.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const all = { all: true } as const;
const owner = testOwner({ firstName: "Olga" });
const bo = testOwner({ firstName: "Bo", lastName: "Li" });
const cy = testOwner({ firstName: "Cy" });
const beyond: ProjectReach = { ownedBy: "nobody", isPublic: true };

forEachPlacement((kind) => {
  let tenant: Tenant;
  let projectId: string;
  beforeEach(async () => {
    tenant = await testTenant(tier, { kind, owner });
    for (const person of [bo, cy]) await db().write((tx) => upsertMember(tx, { ...person, role: "member" }));
    projectId = await make(false);
  });
  const db = () => tier.tenantRouter.connect(tenant);
  const make = async (isPublic: boolean) => {
    const facts = { name: "Plan", description: "", status: "active" as const, isPublic, categoryIds: [] };
    return (await db().write((tx) => createProject(tx, owner, facts))).id;
  };
  type Person = { id: string };
  const say = async (by: Person, text: string, mentions: Person[] = [], reach: ProjectReach = all) =>
    db().write((tx) =>
      addComment(tx, reach, by, projectId, { text, mentions: mentions.map(({ id }) => id) }),
    );
  const said = async (by: Person, text: string, mentions: Person[] = []) => {
    const id = await say(by, text, mentions);
    if (!id) throw new Error("Nothing was said.");
    return { projectId, id };
  };
  const list = (options: Parameters<typeof listComments>[3] = {}, reach: ProjectReach = all) =>
    db().read((tx) => listComments(tx, reach, projectId, options));
  const texts = async (options: Parameters<typeof listComments>[3] = {}, reach: ProjectReach = all) =>
    (await list(options, reach)).items.map(({ text }) => text);
  const edit = (
    by: Person,
    place: { projectId: string; id: string },
    text: string,
    version: number,
    mentions: Person[] = [],
  ) =>
    db().write((tx) =>
      editComment(tx, all, by, place, { text, version, mentions: mentions.map(({ id }) => id) }),
    );
  const remove = (by: Person, place: { projectId: string; id: string }, whose = { all: false }) =>
    db().write((tx) => deleteComment(tx, all, by, place, whose));
  const restore = (by: Person, place: { projectId: string; id: string }, whose = { all: false }) =>
    db().write((tx) => restoreComment(tx, all, by, place, whose));
  const told = async (who: Person, reach: ProjectReach = all) =>
    (
      await db().read((tx) => listNotifications(tx, { memberId: who.id, reach }, { unreadOnly: false }))
    ).items.map(({ kind: what }) => what);
  const unread = (who: Person, reach: ProjectReach = all) =>
    db().read((tx) => countUnread(tx, { memberId: who.id, reach }));
  const done = async () =>
    (await db().read((tx) => listActivity(tx, all, { subjectId: projectId, limit: 20 }))).map(
      ({ action }) => action,
    );

  test("what is said is listed in both orders, a page at a time, and counted", async () => {
    for (const text of ["1", "2", "3", "4", "5"]) await said(bo, text);
    expect(await texts()).toEqual(["5", "4", "3", "2", "1"]);
    expect(await texts({ order: "oldest" })).toEqual(["1", "2", "3", "4", "5"]);
    const first = await list({ limit: 2 });
    const second = await list({ limit: 2, cursor: first.nextCursor ?? "" });
    expect(second.items.map(({ text }) => text)).toEqual(["3", "2"]);
    expect(await texts({ limit: 2, cursor: second.previousCursor ?? "" })).toEqual(["5", "4"]);
    expect(await db().read((tx) => countComments(tx, all, projectId))).toBe(5);
    expect(await texts({ cursor: "no cursor" })).toHaveLength(5);
  });

  test("one comment is found on the page that begins with it", async () => {
    const places = [];
    for (const text of ["1", "2", "3"]) places.push(await said(bo, text));
    for (const [at, place] of places.entries()) {
      const cursor = await db().read((tx) => cursorBefore(tx, place));
      expect((await texts({ limit: 1, cursor })).join()).toBe(String(at + 1));
    }
  });

  test("beyond reach nothing is read, counted or said", async () => {
    const place = await said(bo, "secret");
    expect(await texts({}, beyond)).toEqual([]);
    expect(await db().read((tx) => countComments(tx, beyond, projectId))).toBe(0);
    expect(await db().read((tx) => getComment(tx, beyond, place))).toBeUndefined();
    expect(await say(bo, "in", [], beyond)).toBeUndefined();
    const change = { text: "x", mentions: [], version: 1 };
    expect(await db().write((tx) => editComment(tx, beyond, bo, place, change))).toBeUndefined();
    expect(await db().write((tx) => deleteComment(tx, beyond, bo, place, { all: true }))).toBe(false);
    expect(await texts()).toEqual(["secret"]);
  });

  test("a comment of one project is none of another's", async () => {
    const place = await said(bo, "here");
    const elsewhere = { ...place, projectId: await make(true) };
    expect(await db().read((tx) => getComment(tx, all, elsewhere))).toBeUndefined();
    expect(await edit(bo, elsewhere, "x", 1)).toBeUndefined();
    expect(await remove(bo, elsewhere, { all: true })).toBe(false);
  });

  test("its author changes it, nobody else does, and the second of two windows is shown the first", async () => {
    const place = await said(bo, "one");
    expect(await edit(owner, place, "mine now", 1)).toBeUndefined();
    expect(await edit(bo, place, "two", 1)).toMatchObject({
      isStale: false,
      comment: { text: "two", version: 2 },
    });
    expect(await edit(bo, place, "three", 1)).toMatchObject({ isStale: true, comment: { text: "two" } });
    expect(await texts()).toEqual(["two"]);
  });

  test("its author deletes it and brings it back; what another took away comes back by who may delete all", async () => {
    const place = await said(bo, "one");
    expect(await remove(cy, place)).toBe(false);
    expect(await remove(bo, place)).toBe(true);
    expect(await remove(bo, place)).toBe(false);
    expect(await texts()).toEqual([]);
    expect(await restore(cy, place)).toBe(false);
    expect(await restore(bo, place)).toBe(true);
    expect(await remove(owner, place, { all: true })).toBe(true);
    expect(await restore(bo, place)).toBe(false);
    expect(await restore(owner, place, { all: true })).toBe(true);
    expect(await texts()).toEqual(["one"]);
    expect(await restore(owner, place, { all: true })).toBe(false);
  });

  test("each has its entry in the activity, in the same transaction", async () => {
    const place = await said(bo, "one");
    await edit(bo, place, "two", 1);
    await remove(bo, place);
    await restore(bo, place);
    expect(await done()).toEqual([
      "project.commentRestored",
      "project.commentDeleted",
      "project.commentEdited",
      "project.commented",
      "project.created",
    ]);
  });

  test("what is archived or in the trash takes no comment, and no change of one", async () => {
    const place = await said(bo, "one");
    const change = (to: "archive" | "unarchive" | "delete") =>
      db().write((tx) => changeProject(tx, all, owner, projectId, { kind: to }));
    await change("archive");
    expect(await say(bo, "late")).toBeUndefined();
    expect(await edit(bo, place, "late", 1)).toBeUndefined();
    expect(await texts()).toEqual(["one"]);
    await change("unarchive");
    await change("delete");
    expect(await say(bo, "late")).toBeUndefined();
    expect(await texts()).toEqual([]);
  });

  test("sent twice at the same instant it is said once, and told once", async () => {
    const ids = await Promise.all([say(bo, "same"), say(bo, "same"), say(bo, "same")]);
    expect(new Set(ids).size).toBe(1);
    expect(await texts()).toEqual(["same"]);
    expect(await done()).toEqual(["project.commented", "project.created"]);
    await said(bo, "other");
    expect(await texts()).toEqual(["other", "same"]);
  });

  test("the owner and who spoke before are told, each once, and nobody of their own", async () => {
    await said(bo, "one");
    expect([await told(owner), await told(bo), await told(cy)]).toEqual([["project.commented"], [], []]);
    await said(cy, "two");
    expect([await told(bo), await told(cy)]).toEqual([["project.commented"], []]);
    await said(cy, "three");
    expect(await told(bo)).toEqual(["project.commented", "project.commented"]);
    expect((await told(owner)).length).toBe(3);
  });

  test("who is named is told of that alone, once for a comment however often it is changed", async () => {
    const place = await said(bo, "hi", [owner, cy, bo]);
    for (const who of [owner, cy]) expect(await told(who)).toEqual(["project.mentioned"]);
    expect(await told(bo)).toEqual([]);
    await edit(bo, place, "hi again", 1, [owner, cy]);
    await edit(bo, place, "hi", 2, []);
    await edit(bo, place, "hi", 3, [cy]);
    for (const who of [owner, cy]) expect(await told(who)).toEqual(["project.mentioned"]);
    const [comment] = (await list()).items;
    expect(comment?.told.map(({ name }) => name).sort()).toEqual(["Cy Owner", "Olga Owner"]);
  });

  test("of two comments by one person each is news: when the later one is taken away, the first still is", async () => {
    await said(bo, "stop");
    const second = await said(bo, "never mind");
    expect(await told(owner)).toEqual(["project.commented", "project.commented"]);
    await remove(bo, second);
    expect([await told(owner), await unread(owner)]).toEqual([["project.commented"], 1]);
  });

  test("who was told that something was said, and is named in it later, has one of the two", async () => {
    const place = await said(bo, "hi");
    expect(await told(owner)).toEqual(["project.commented"]);
    await edit(bo, place, "hi @olga", 1, [owner]);
    expect(await told(owner)).toEqual(["project.mentioned"]);
  });

  test("of a comment that is gone nobody is told, and again when it is back; nor of what is beyond reach", async () => {
    const place = await said(bo, "hi", [cy]);
    expect(await unread(cy)).toBe(1);
    expect([await told(cy, beyond), await unread(cy, beyond)]).toEqual([[], 0]);
    await remove(bo, place);
    expect([await told(cy), await unread(cy), await unread(owner)]).toEqual([[], 0, 0]);
    await restore(bo, place);
    expect([await told(cy), await unread(owner)]).toEqual([["project.mentioned"], 1]);
    const page = await db().read((tx) =>
      listNotifications(tx, { memberId: cy.id, reach: all }, { unreadOnly: false }),
    );
    const id = page.items[0]?.id ?? 0;
    const opened = await db().write((tx) => openNotification(tx, { memberId: cy.id, reach: all }, id));
    expect(opened).toMatchObject({ subjectId: projectId, commentId: place.id });
  });

  test("who is not in any more is told nothing", async () => {
    await db().write((tx) => removeMember(tx, cy.id));
    await said(bo, "hi", [cy]);
    expect(await told(cy)).toEqual([]);
  });

  test("who follows a project is told what is done with it, who has muted it of nothing but who names them", async () => {
    const follow = (who: Person, isMuted: boolean) =>
      db().write((tx) => setFollowing(tx, who.id, projectId, isMuted));
    await follow(cy, false);
    await follow(owner, true);
    await said(bo, "hi");
    await db().write((tx) => changeProject(tx, all, bo, projectId, { kind: "status", status: "done" }));
    expect(await told(cy)).toEqual(["project.updated", "project.commented"]);
    expect(await told(owner)).toEqual([]);
    expect(await db().read((tx) => listFollowers(tx, [projectId]))).toEqual([bo.id, cy.id].sort());
    await said(bo, "hi there", [owner]);
    expect(await told(owner)).toEqual(["project.mentioned"]);
    await follow(cy, true);
    await said(bo, "again");
    expect(await told(cy)).toHaveLength(3);
    // To say something is no choice against what one chose.
    await said(cy, "quiet");
    expect(await db().read((tx) => getFollowing(tx, cy.id, projectId))).toBe("muted");
    expect(await db().read((tx) => getFollowing(tx, bo.id, projectId))).toBe("following");
  });

  test("people are found by address and by name, whatever capitals and accents; who is out is not", async () => {
    const ana = testOwner({ firstName: "Ana María", lastName: "Sánchez", email: "Ana@E.example" });
    await db().write((tx) => upsertMember(tx, { ...ana, role: "viewer" }));
    const find = async (...handles: string[]) =>
      (await db().read((tx) => findMembersByHandle(tx, handles))).map(({ id }) => id);
    for (const handle of ["ana.maría.sánchez", "ANA.MARIA.SANCHEZ", "Ana María Sánchez", "ana@e.EXAMPLE"])
      expect(await find(handle), handle).toEqual([ana.id]);
    expect(await find("bo.li", "cy.owner")).toEqual([bo.id, cy.id].sort());
    for (const handle of ["ana", "%", "_", "'", '"', "\\", ".", "", "ana.%"])
      expect(await find(handle)).toEqual([]);
    await db().write((tx) => removeMember(tx, ana.id));
    expect(await find("ana@e.example")).toEqual([]);
  });

  test("what somebody said, was told and follows is theirs under the id that they have now", async () => {
    const place = await said(cy, "hi", [bo]);
    await said(bo, "there", [cy]);
    await db().write((tx) => mergeMembers(tx, { from: cy.id, into: bo.id }));
    const authors = (await list()).items.map(({ authorId, told: names }) => [
      authorId,
      names.map(({ id }) => id),
    ]);
    expect(authors).toEqual([
      [bo.id, [bo.id]],
      [bo.id, [bo.id]],
    ]);
    expect(await db().read((tx) => listFollowers(tx, [projectId]))).toEqual([bo.id]);
    expect(await db().read((tx) => lastCommentOf(tx, cy.id, projectId))).toBeUndefined();
    expect(await edit(bo, place, "mine", 1)).toMatchObject({ isStale: false });
  });

  test("a deleted comment is gone for good when the trash is, and with its project", async () => {
    const place = await said(bo, "old", [cy]);
    await said(bo, "young");
    await remove(bo, place);
    const age = sql`now() - make_interval(days => ${TRASH_DAYS + 1})`;
    await db().write((tx) =>
      tx.update(comments).set({ deletedAt: age }).where(sql`${comments.id} = ${place.id}`),
    );
    await sweepTenant(db());
    expect(await restore(bo, place)).toBe(false);
    expect(await texts()).toEqual(["young"]);
  });
});
