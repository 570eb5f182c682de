/** What members are told of by themselves: of what is theirs, by others, and only while they may see it. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { removeMember, upsertMember } from "./members.ts";
import { mergeMembers } from "./merged-members.ts";
import { MAX_UNREAD_SHOWN } from "./notification-kinds.ts";
import { countUnread, listNotifications, markAllRead, openNotification } from "./notifications.ts";
import { changeProject } from "./project-changes.ts";
import type { ProjectReach } from "./project-reach.ts";
import { createProject, updateProject } from "./projects.ts";
import { notifications } from "./schema-notifications.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const all: ProjectReach = { all: true };
const author = testOwner();
const colleague = testOwner({ firstName: "Colin" });
const receiver = { memberId: author.id, reach: { ownedBy: author.id, isPublic: true } };
/** The author's, when they have become a viewer. */
const asViewer = { memberId: author.id, reach: { isPublic: true } };
const project = (name: string, isPublic = false) => ({
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
    await db().write((tx) => upsertMember(tx, { ...colleague, role: "admin" }));
  });
  const db = () => tier.tenantRouter.connect(tenant);
  const create = (name = "Plan", by = author, isPublic = false) =>
    db().write((tx) => createProject(tx, by, project(name, isPublic)));
  const change = (id: string, by = colleague, name = "Plan") =>
    db().write((tx) => updateProject(tx, all, by, id, project(name)));
  const list = (options: { unreadOnly?: boolean; cursor?: string; limit?: number } = {}, of = receiver) =>
    db().read((tx) => listNotifications(tx, of, { unreadOnly: false, ...options }));
  const told = async (of = receiver) =>
    (await list({}, of)).items.map(({ kind: what, actorName, subjectName }) => [
      what,
      actorName,
      subjectName,
    ]);
  const unread = (of: Parameters<typeof countUnread>[1] = receiver) => db().read((tx) => countUnread(tx, of));
  const open = (id: number, of: Parameters<typeof openNotification>[1] = receiver) =>
    db().write((tx) => openNotification(tx, of, id));
  const newestId = async () => (await list()).items[0]?.id ?? 0;

  test("whoever owns a project is told who changed or deleted it, under its present name, and nobody of what they did", async () => {
    const { id } = await create("Plan A");
    await change(id, author);
    expect(await told()).toEqual([]);
    await change(id, colleague, "Plan B");
    await db().write((tx) => changeProject(tx, all, colleague, id, { kind: "delete" }));
    expect(await told()).toEqual([
      ["project.deleted", "Colin Owner", "Plan B"],
      ["project.updated", "Colin Owner", "Plan B"],
    ]);
    expect((await list()).items.map(({ isLive, isRead }) => [isLive, isRead])).toEqual([
      [false, false],
      [false, false],
    ]);
    expect(await told({ memberId: colleague.id, reach: all } as never)).toEqual([]);
    expect(await unread()).toBe(2);
  });

  test("what is done again before it is read is told once, as of the last time; afterwards anew", async () => {
    const { id } = await create();
    for (let n = 0; n < 3; n++) await change(id);
    expect(await unread()).toBe(1);
    const first = await newestId();
    await open(first);
    await change(id);
    expect(await unread()).toBe(1);
    expect((await list()).items.map(({ isRead }) => isRead)).toEqual([false, true]);
    expect(await newestId()).toBeGreaterThan(first);
  });

  test("what is not committed is told to nobody", async () => {
    const { id } = await create();
    const failing = db().write(async (tx) => {
      await updateProject(tx, all, colleague, id, project("Plan"));
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    expect(await told()).toEqual([]);
  });

  test("who is not in the workspace any more is told nothing", async () => {
    const { id } = await create();
    await db().write((tx) => removeMember(tx, author.id));
    await change(id);
    expect(await told()).toEqual([]);
  });

  test("what is beyond somebody's reach by now is neither shown nor counted nor opened", async () => {
    // Threat: a former manager goes on reading the names of private projects.
    const { id } = await create("Secret plan");
    await change(id, colleague, "Secret plan");
    const row = await newestId();
    expect(await told(asViewer as never)).toEqual([]);
    expect(await unread(asViewer)).toBe(0);
    expect(await open(row, asViewer)).toBeUndefined();
    expect(await unread()).toBe(1);
    await db().write((tx) => updateProject(tx, all, colleague, id, project("Open plan", true)));
    expect(await unread(asViewer)).toBe(1);
  });

  test("nobody opens, reads or marks what another was told", async () => {
    const { id } = await create();
    await change(id);
    const row = await newestId();
    const other = { memberId: colleague.id, reach: all };
    expect(await open(row, other)).toBeUndefined();
    await db().write((tx) => markAllRead(tx, colleague.id, row));
    expect(await unread()).toBe(1);
    expect(await open(row)).toEqual({ subjectType: "project", subjectId: id, commentId: null, isLive: true });
    expect(await unread()).toBe(0);
  });

  test("marking all as read leaves what came since", async () => {
    const [one, two] = [await create("One"), await create("Two")];
    await change(one.id, colleague, "One");
    const seen = await newestId();
    await change(two.id, colleague, "Two");
    await db().write((tx) => markAllRead(tx, author.id, seen));
    expect((await list({ unreadOnly: true })).items.map(({ subjectName }) => subjectName)).toEqual(["Two"]);
  });

  test("pages follow each other, the newest first, and miss nothing", async () => {
    for (const name of ["A", "B", "C", "D", "E"]) await change((await create(name)).id, colleague, name);
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ limit: 2, ...(cursor ? { cursor } : {}) });
      names.push(...page.items.map(({ subjectName }) => subjectName));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(names).toEqual(["E", "D", "C", "B", "A"]);
  });

  test("however many are unread, no more are counted than are needed to say that there are many", async () => {
    const { id } = await create();
    await db().write((tx) =>
      tx.execute(sql`insert into ${notifications} (member_id, kind, actor_id, subject_type, subject_id)
        select ${author.id}, 'project.updated', 'someone', 'project', ${id} from generate_series(1, 500)`),
    );
    expect(await unread()).toBe(MAX_UNREAD_SHOWN + 1);
  });

  test("of two people who become one, what either was told is read by the one who stays", async () => {
    const { id } = await create();
    await change(id);
    const survivor = testOwner();
    await db().write((tx) => upsertMember(tx, { ...survivor, role: "owner" }));
    // Of what they did themselves nobody is told, though it was another then.
    await change(id, survivor);
    await db().write((tx) => mergeMembers(tx, { from: author.id, into: survivor.id }));
    expect(await told({ memberId: survivor.id, reach: { ownedBy: survivor.id } as never })).toEqual([
      ["project.updated", expect.stringContaining("Colin"), "Plan"],
    ]);
    expect(await told()).toEqual([]);
  });
});
