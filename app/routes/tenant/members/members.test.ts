// Threat: somebody sees, changes or removes people whom they may not, or nobody is left in charge.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createSession, getMember, getMembershipRole, getSession } from "#app/db.people.server.ts";
import { listAudit, type Role } from "#app/db.server.ts";
import { PLACEMENT_KINDS, ROLES } from "#app/db.shared.ts";
import { env } from "#app/env.server.ts";
import { localIdentity, startLocalIdentity } from "#app/identity/providers/local/instance.server.ts";
import { asked, makeWorkspace, refusalOf, type Workspace } from "#app/testing/in-workspace.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { action as leave } from "./leave.tsx";
import { action as changeRole, loader as show } from "./member.tsx";
import { loader as removal, action as remove } from "./member-remove.tsx";
import { loader as list } from "./members.tsx";

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

const roleOf = ({ tenant }: Workspace, id: string) =>
  tier.controlDb.read((tx) => getMembershipRole(tx, { tenantId: tenant.id, userId: id }));
const rowOf = ({ db }: Workspace, id: string) => db.read((tx) => getMember(tx, id));
const on = (at: Workspace, who: Who, form?: Record<string, string>) => ({
  params: { userId: at.people[who].id },
  ...(form && { form }),
});
/** What became of it: the status of the answer, be it given or thrown. */
async function statusOf(work: () => Promise<unknown>): Promise<number | undefined> {
  try {
    const answer = await work();
    return answer instanceof Response ? answer.status : (answer as { init: ResponseInit }).init.status;
  } catch (thrown) {
    if (thrown instanceof Error) return (thrown as { status?: number }).status;
    return thrown instanceof Response ? thrown.status : (thrown as { init: { status: number } }).init.status;
  }
}

describe.each(PLACEMENT_KINDS)("a workspace in a %s", (kind) => {
  let at: Workspace;
  beforeAll(async () => {
    at = await makeWorkspace(tier, kind);
  });

  test("owners and admins see who is in it, and nobody else does", async () => {
    for (const who of ["owner", "admin"] as const) {
      const { members, count } = await list(asked(at, at.people[who]));
      expect([members.length, count]).toEqual([6, 6]);
      expect(members.map(({ role }) => role).toSorted()).toEqual([
        "admin",
        "member",
        "member",
        "owner",
        "owner",
        "viewer",
      ]);
    }
    for (const who of ["member", "viewer"] as const) {
      expect(await refusalOf(async () => list(asked(at, at.people[who])))).toBe(403);
      expect(await refusalOf(async () => show(asked(at, at.people[who], on(at, "other"))))).toBe(403);
      expect(await refusalOf(async () => removal(asked(at, at.people[who], on(at, "other"))))).toBe(403);
      const form = { role: "owner" };
      expect(await statusOf(async () => changeRole(asked(at, at.people[who], on(at, who, form))))).toBe(403);
      expect(await statusOf(async () => remove(asked(at, at.people[who], on(at, "other", {}))))).toBe(403);
    }
    expect(await roleOf(at, at.people.other.id)).toBe("member");
  });

  test("people are found by name, address, role and state, a page at a time", async () => {
    const find = async (query: string) =>
      (await list(asked(at, at.people.owner, { path: `/members?${query}` }))).members.map(({ id }) => id);
    const { viewer, admin } = at.people;
    expect(await find("q=VIEW")).toEqual([viewer.id]);
    expect(await find(`q=${encodeURIComponent(admin.email)}`)).toEqual([admin.id]);
    expect(await find("role=viewer")).toEqual([viewer.id]);
    expect(await find("q=%25")).toEqual([]);
    expect(await find("state=former")).toEqual([]);
    expect(await find("cursor=nonsense&role=viewer")).toEqual([viewer.id]);
  });
});

describe("roles", () => {
  let at: Workspace;
  beforeAll(async () => {
    at = await makeWorkspace(tier);
  });

  const reach: [Who, Who, Role, number][] = [
    ["admin", "member", "viewer", 303],
    ["admin", "member", "admin", 303],
    ["admin", "member", "owner", 403],
    ["admin", "owner", "viewer", 403],
    ["admin", "admin", "owner", 403],
    ["owner", "admin", "owner", 303],
    ["owner", "admin", "admin", 303],
    ["owner", "viewer", "member", 303],
  ];
  test.each(reach)("the %s makes the %s a %s: %i", async (who, whom, role, status) => {
    const { id } = at.people[whom];
    const before = await roleOf(at, id);
    expect(await statusOf(async () => changeRole(asked(at, at.people[who], on(at, whom, { role }))))).toBe(
      status,
    );
    const now = status === 303 ? role : before;
    expect([await roleOf(at, id), (await rowOf(at, id))?.role]).toEqual([now, now]);
  });

  test("a role that there is not is refused, and so is a person that there is not", async () => {
    const { owner } = at.people;
    expect(await statusOf(async () => changeRole(asked(at, owner, on(at, "viewer", { role: "king" }))))).toBe(
      400,
    );
    const nobody = { params: { userId: "user_nobody" }, form: { role: "viewer" } };
    expect(await statusOf(async () => changeRole(asked(at, owner, nobody)))).toBe(404);
    expect(await refusalOf(async () => show(asked(at, owner, nobody)))).toBe(404);
  });

  test("who is removed is out at once, keeps what they made, and cannot be removed twice", async () => {
    const { other, admin } = at.people;
    expect(await statusOf(async () => remove(asked(at, admin, on(at, "other", {}))))).toBe(303);
    expect(await roleOf(at, other.id)).toBeUndefined();
    expect(await rowOf(at, other.id)).toMatchObject({ isActive: false });
    expect(await refusalOf(async () => removal(asked(at, admin, on(at, "other"))))).toBe(404);
    expect(await statusOf(async () => remove(asked(at, admin, on(at, "other", {}))))).toBe(404);
    const former = await list(asked(at, admin, { path: "/members?state=former" }));
    expect(former.members.map(({ id }) => id)).toEqual([other.id]);
  });

  test("another role, and the end, end the sessions of before", async () => {
    const { viewer, owner } = at.people;
    const key = { idHash: randomUUID(), tenantId: at.tenant.id, hostname: `${at.tenant.slug}.app.localhost` };
    const session = { ...key, userId: viewer.id, sourceSessionId: randomUUID(), userAgent: null };
    await tier.controlDb.write((tx) => createSession(tx, session));
    const to = (await roleOf(at, viewer.id)) === "member" ? "viewer" : "member";
    await changeRole(asked(at, owner, on(at, "viewer", { role: to })));
    expect(await tier.controlDb.read((tx) => getSession(tx, key))).toBeUndefined();
  });

  test("every change says who made it", async () => {
    const { items } = await tier.controlDb.read((tx) =>
      listAudit(tx, { tenantId: at.tenant.id, limit: 100 }),
    );
    const ofMembers = items.filter(({ action }) => action.startsWith("member."));
    expect(ofMembers.length).toBeGreaterThan(4);
    expect(new Set(ofMembers.map(({ actorKind }) => actorKind))).toEqual(new Set(["member"]));
    const removals = ofMembers.filter(({ action }) => action === "member.remove");
    expect(removals.map(({ actorId }) => actorId)).toEqual([at.people.admin.id]);
  });
});

describe("the last owner", () => {
  /** With the owner that the tenant was made with put out, so that one is left. */
  async function withOneOwner(): Promise<Workspace> {
    const at = await makeWorkspace(tier);
    const { members } = await list(asked(at, at.people.owner, { path: "/members?role=owner" }));
    const first = members.find(({ id }) => id !== at.people.owner.id);
    const target = { params: { userId: first?.id ?? "" }, form: {} };
    expect(await statusOf(async () => remove(asked(at, at.people.owner, target)))).toBe(303);
    return at;
  }

  test("can neither leave, nor be removed, nor be demoted", async () => {
    const at = await withOneOwner();
    const { owner } = at.people;
    expect(await statusOf(async () => leave(asked(at, owner, { form: {} })))).toBe(409);
    expect(await statusOf(async () => remove(asked(at, owner, on(at, "owner", {}))))).toBe(409);
    for (const role of ROLES.filter((each) => each !== "owner"))
      expect(await statusOf(async () => changeRole(asked(at, owner, on(at, "owner", { role }))))).toBe(409);
    expect(await roleOf(at, owner.id)).toBe("owner");
    expect(await rowOf(at, owner.id)).toMatchObject({ role: "owner", isActive: true });
  });

  test("whoever is not may leave, and is out at once", async () => {
    const at = await withOneOwner();
    const { viewer } = at.people;
    expect(await statusOf(async () => leave(asked(at, viewer, { form: {} })))).toBe(303);
    expect(await roleOf(at, viewer.id)).toBeUndefined();
    expect(await rowOf(at, viewer.id)).toMatchObject({ isActive: false });
  });

  test("of two owners who demote each other at the same instant one stays, twenty times", async () => {
    const at = await withOneOwner();
    const { owner, admin } = at.people;
    for (let round = 0; round < 20; round++) {
      const [first, second] = (await roleOf(at, owner.id)) === "owner" ? [owner, admin] : [admin, owner];
      const to = (whom: typeof owner, role: Role) => ({ params: { userId: whom.id }, form: { role } });
      expect(await statusOf(async () => changeRole(asked(at, first, to(second, "owner"))))).toBe(303);
      const answers = await Promise.all([
        statusOf(async () => changeRole(asked(at, first, to(second, "admin")))),
        statusOf(async () => changeRole(asked(at, second, to(first, "admin")))),
      ]);
      expect(answers.toSorted()).toEqual([303, 403]);
      const roles = [await roleOf(at, owner.id), await roleOf(at, admin.id)];
      expect(roles.toSorted()).toEqual(["admin", "owner"]);
    }
  });
});
