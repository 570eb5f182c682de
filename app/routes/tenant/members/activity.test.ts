// Threat: somebody who is kept out comes in all the same, or is kept out by whoever may not do it.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createSession, getMember, getMembershipRole, getSession } from "#app/db.people.server.ts";
import { listAudit, listWorkspaces } from "#app/db.server.ts";
import { PLACEMENT_KINDS } from "#app/db.shared.ts";
import { env } from "#app/env.server.ts";
import { localIdentity, startLocalIdentity } from "#app/identity/providers/local/instance.server.ts";
import { standBetween } from "#app/identity/providers/local/testing/provider-proxy.ts";
import { asked, makeWorkspace, statusOf, type Workspace } from "#app/testing/in-workspace.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { action as changeMany } from "./bulk-changes.tsx";
import { action as deactivate } from "./deactivations.ts";
import { action as changeRole } from "./member.tsx";
import { action as remove } from "./member-remove.tsx";
import { loader as list } from "./members.tsx";
import { action as reactivate } from "./reactivations.ts";

vi.hoisted(() => {
  process.env.PORT = "1";
});

let scratch: DataTier;
let tier: DataTier;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
  await startLocalIdentity(tier);
});
afterAll(async () => {
  await localIdentity().stop();
  await Promise.all([tier.close(), scratch.close()]);
});

type Who = keyof Workspace["people"];
type Act = (args: never) => Promise<unknown>;

const keyOf = (at: Workspace, who: Who) => ({ tenantId: at.tenant.id, userId: at.people[who].id });
const mayEnter = async (at: Workspace, who: Who) =>
  (await tier.controlDb.read((tx) => getMembershipRole(tx, keyOf(at, who)))) !== undefined;
const rowOf = (at: Workspace, who: Who) => at.db.read((tx) => getMember(tx, at.people[who].id));
/** One member does this to another; answers the status. */
const by = (at: Workspace, who: Who, act: Act, whom: Who, form: Record<string, string> = {}) =>
  statusOf(async () => act(asked(at, at.people[who], { params: { userId: at.people[whom].id }, form })));
const namesIn = async (at: Workspace, query: string) => {
  const { members } = await list(asked(at, at.people.owner, { path: `/members?${query}` }));
  return members.map(({ id }) => id);
};

describe.each(PLACEMENT_KINDS)("in a workspace in a %s", (kind) => {
  let at: Workspace;
  beforeAll(async () => {
    at = await makeWorkspace(tier, kind);
  });

  test("who is deactivated cannot enter, keeps role and authorship, and is shown as that", async () => {
    const { other } = at.people;
    const key = { idHash: randomUUID(), tenantId: at.tenant.id, hostname: `${at.tenant.slug}.app.localhost` };
    const session = { ...key, userId: other.id, sourceSessionId: randomUUID(), userAgent: null };
    await tier.controlDb.write((tx) => createSession(tx, session));
    expect(await by(at, "admin", deactivate, "other")).toBe(303);

    expect(await mayEnter(at, "other")).toBe(false);
    expect(await tier.controlDb.read((tx) => getSession(tx, key))).toBeUndefined();
    expect(await tier.controlDb.read((tx) => listWorkspaces(tx, other.id))).toEqual([]);
    expect(await rowOf(at, "other")).toMatchObject({ role: "member", isActive: false, isDeactivated: true });
    expect(at.secret.createdBy).toBe(other.id);
    expect(await namesIn(at, "state=deactivated")).toEqual([other.id]);
    expect(await namesIn(at, "")).not.toContain(other.id);
    expect(await namesIn(at, "state=former")).toEqual([]);
    expect(await namesIn(at, "state=all")).toContain(other.id);
  });

  test("a session that is made by a ticket from before lets nobody in who is deactivated", async () => {
    const key = { idHash: randomUUID(), tenantId: at.tenant.id, hostname: `${at.tenant.slug}.app.localhost` };
    const session = { ...key, userId: at.people.other.id, sourceSessionId: randomUUID(), userAgent: null };
    await tier.controlDb.write((tx) => createSession(tx, session));
    expect(await tier.controlDb.read((tx) => getSession(tx, key))).toMatchObject({ isMember: false });
  });

  test("who is reactivated comes in again, in the role that they had, or were given meanwhile", async () => {
    expect(await by(at, "owner", changeRole, "other", { role: "viewer" })).toBe(303);
    expect(await mayEnter(at, "other")).toBe(false);
    expect(await by(at, "admin", reactivate, "other")).toBe(303);
    expect(await mayEnter(at, "other")).toBe(true);
    expect(await rowOf(at, "other")).toMatchObject({ role: "viewer", isActive: true, isDeactivated: false });
  });

  test("who is removed while deactivated is a former member, and nothing of it is left", async () => {
    expect(await by(at, "owner", deactivate, "viewer")).toBe(303);
    expect(await by(at, "owner", remove, "viewer")).toBe(303);
    expect(await rowOf(at, "viewer")).toMatchObject({ isActive: false, isDeactivated: false });
    expect(await by(at, "owner", reactivate, "viewer")).toBe(404);
    expect(await namesIn(at, "state=former")).toEqual([at.people.viewer.id]);
  });
});

describe("who may deactivate whom", () => {
  let at: Workspace;
  beforeAll(async () => {
    at = await makeWorkspace(tier);
  });

  const reach: [Who, Who, number][] = [
    ["member", "other", 403],
    ["viewer", "other", 403],
    ["admin", "owner", 403],
    ["admin", "admin", 409],
    ["owner", "owner", 409],
    ["admin", "member", 303],
    ["owner", "admin", 303],
  ];
  test.each(reach)("the %s deactivates the %s: %i", async (who, whom, status) => {
    expect(await by(at, who, deactivate, whom)).toBe(status);
    expect(await mayEnter(at, whom)).toBe(status !== 303);
  });

  test("whoever is deactivated changes nobody, though their request was on its way", async () => {
    expect(await by(at, "admin", reactivate, "admin")).toBe(403);
    expect(await by(at, "admin", deactivate, "other")).toBe(403);
    expect(await mayEnter(at, "other")).toBe(true);
  });

  test("each change is in the log, with who made it", async () => {
    await by(at, "owner", reactivate, "admin");
    const { items } = await tier.controlDb.read((tx) =>
      listAudit(tx, { tenantId: at.tenant.id, limit: 100 }),
    );
    const said = items.filter(({ action }) => /^member\.(de|re)activate$/.test(action));
    expect(said.map(({ action, actorId }) => [action, actorId])).toEqual([
      ["member.reactivate", at.people.owner.id],
      ["member.deactivate", at.people.owner.id],
      ["member.deactivate", at.people.admin.id],
    ]);
  });

  // Threat: two owners keep each other out, and nobody is left who could let them in again.
  test("of two owners who deactivate each other at the same instant one stays, twenty times", async () => {
    const { owner, admin } = at.people;
    await by(at, "owner", changeRole, "admin", { role: "owner" });
    const { members } = await list(asked(at, owner, { path: "/members?role=owner" }));
    for (const { id } of members.filter(({ id }) => id !== owner.id && id !== admin.id))
      await remove(asked(at, owner, { params: { userId: id }, form: {} }));
    for (let round = 0; round < 20; round++) {
      const answers = await Promise.all([
        by(at, "owner", deactivate, "admin"),
        by(at, "admin", deactivate, "owner"),
      ]);
      expect(answers.toSorted()).toEqual([303, 403]);
      const isOwnerIn = await mayEnter(at, "owner");
      expect(await mayEnter(at, "admin")).toBe(!isOwnerIn);
      expect(await by(at, isOwnerIn ? "owner" : "admin", reactivate, isOwnerIn ? "admin" : "owner")).toBe(
        303,
      );
    }
  });
});

describe.each(PLACEMENT_KINDS)("several members at once, in a workspace in a %s", (kind) => {
  let at: Workspace;
  beforeAll(async () => {
    at = await makeWorkspace(tier, kind);
  });

  async function together(who: Who, whom: Who[], form: Record<string, string>) {
    const body = [...whom.map((each): [string, string] => ["person", at.people[each].id])];
    const request = asked(at, at.people[who], { form: [...body, ...Object.entries(form)] });
    const answer = await changeMany(request);
    if (!("answers" in answer)) return (answer as { init: ResponseInit }).init.status;
    const nameOf = (id: string) => Object.entries(at.people).find(([, each]) => each.id === id)?.[0];
    return Object.fromEntries(answer.answers.map(({ id, outcome }) => [nameOf(id), outcome]));
  }

  test("each is answered: done, or why not", async () => {
    const everybody: Who[] = ["owner", "admin", "member", "viewer", "other"];
    expect(await together("admin", everybody, { act: "role", role: "member" })).toEqual({
      owner: "aboveYou",
      admin: "yourself",
      member: "done",
      viewer: "done",
      other: "done",
    });
    expect(await rowOf(at, "viewer")).toMatchObject({ role: "member" });
    expect(await rowOf(at, "owner")).toMatchObject({ role: "owner" });
    expect(await together("owner", ["viewer", "other"], { act: "deactivate" })).toEqual({
      viewer: "done",
      other: "done",
    });
    expect([await mayEnter(at, "viewer"), await mayEnter(at, "other")]).toEqual([false, false]);
    expect(await together("owner", ["viewer"], { act: "reactivate" })).toEqual({ viewer: "done" });
    expect(await together("owner", ["viewer", "member"], { act: "remove" })).toEqual({
      viewer: "done",
      member: "done",
    });
    expect(await together("owner", ["viewer"], { act: "remove" })).toEqual({ viewer: "gone" });
  });

  test("the only owner is told so, and stays", async () => {
    const { members } = await list(asked(at, at.people.owner, { path: "/members?role=owner" }));
    const others = members.filter(({ id }) => id !== at.people.owner.id);
    for (const { id } of others)
      await remove(asked(at, at.people.owner, { params: { userId: id }, form: {} }));
    for (const act of ["deactivate", "remove"])
      expect(await together("owner", ["owner"], { act })).toEqual({ owner: "lastOwner" });
    expect(await together("owner", ["owner"], { act: "role", role: "member" })).toEqual({
      owner: "lastOwner",
    });
    expect(await mayEnter(at, "owner")).toBe(true);
  });

  test("nobody chosen, nothing chosen, and a role above one's own are refused", async () => {
    expect(await together("owner", [], { act: "remove" })).toBe(400);
    expect(await together("owner", ["other"], { act: "promote" })).toBe(400);
    expect(await together("owner", ["other"], { act: "role" })).toBe(400);
    expect(await statusOf(() => together("admin", ["other"], { act: "role", role: "owner" }))).toBe(403);
    expect(await statusOf(() => together("other", ["member"], { act: "remove" }))).toBe(403);
  });

  // Threat: a page of twenty-five people waits twenty-five times for a provider that does not answer.
  test("a provider that is silent is asked once, and nothing is said to be done", async () => {
    const there = await makeWorkspace(tier, kind);
    const between = await standBetween();
    try {
      between.do(() => "gone");
      const { member, viewer, other } = there.people;
      const form = [member, viewer, other].map(({ id }): [string, string] => ["person", id]);
      const asking = asked(there, there.people.owner, { form: [...form, ["act", "remove"]] });
      const { answers } = (await changeMany(asking)) as unknown as { answers: { outcome: string }[] };
      expect(answers.map(({ outcome }) => outcome)).toEqual(Array(3).fill("notReached"));
      const of = ({ id }: { id: string }) => between.calls.filter(({ path }) => path.includes(id)).length;
      expect([member, viewer, other].filter((each) => of(each) > 0)).toHaveLength(1);
    } finally {
      await between.stop();
    }
    for (const who of ["member", "viewer", "other"] as const) expect(await mayEnter(there, who)).toBe(true);
  });
});
