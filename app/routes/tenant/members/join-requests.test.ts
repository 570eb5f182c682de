// Threat: asking to join tells which workspaces there are, or lets somebody in whom nobody let in.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import {
  askToJoin,
  changeSecurity,
  deleteUser,
  getMember,
  getMembershipRole,
  listOwnJoinRequests,
  upsertMembership,
  upsertUser,
} from "#app/db.people.server.ts";
import { deleteTenant, listAudit } from "#app/db.server.ts";
import { PLACEMENT_KINDS } from "#app/db.shared.ts";
import { env } from "#app/env.server.ts";
import { localIdentity, startLocalIdentity } from "#app/identity/providers/local/instance.server.ts";
import { asked, makeWorkspace, statusOf, type Workspace } from "#app/testing/in-workspace.ts";
import { JOIN_REQUEST_DAYS, JOIN_REQUESTS_A_DAY } from "#db/control/join-requests.ts";
import { PRODUCT_SECURITY } from "#db/control/security-choices.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { adminQuery } from "#db/testing/query.ts";
import { scratchDataTier, testTenant } from "#db/testing/scratch.ts";
import { action as accept } from "./acceptances.ts";
import { action as deactivate } from "./deactivations.ts";
import { action as decline } from "./declines.ts";
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

async function stranger() {
  const id = `user_${randomUUID()}`;
  const person = { id, email: `${id}@example.com`, firstName: "Stella", lastName: null, avatarUrl: null };
  await tier.controlDb.write((tx) => upsertUser(tx, { ...person, sourceUpdatedAt: new Date() }));
  return person;
}
type Person = Awaited<ReturnType<typeof stranger>>;
type Act = (args: never) => Promise<unknown>;

const ask = (person: Person, slug: string) =>
  tier.controlDb.write((tx) => askToJoin(tx, { person, slug, actor: { kind: "member", id: person.id } }));
const askedBy = async ({ id }: Person) =>
  (await tier.controlDb.read((tx) => listOwnJoinRequests(tx, id))).map(({ slug, status }) => [slug, status]);
const waitingIn = async (at: Workspace, who: keyof Workspace["people"] = "owner") => {
  const { requests, waiting } = await list(asked(at, at.people[who]));
  expect(requests.length).toBe(waiting);
  return requests;
};
const answer = (
  at: Workspace,
  who: keyof Workspace["people"],
  act: Act,
  requestId: string,
  form: Record<string, string> = {},
) => statusOf(async () => act(asked(at, at.people[who], { params: { requestId }, form })));
const roleOf = ({ tenant }: Workspace, { id: userId }: Person) =>
  tier.controlDb.read((tx) => getMembershipRole(tx, { tenantId: tenant.id, userId }));

test("asking for what is there, was there, or never was is answered and shown alike", async () => {
  const [live, gone] = [await testTenant(tier), await testTenant(tier)];
  await deleteTenant(tier, gone.id, { actor: { kind: "staff" } });
  const person = await stranger();
  for (const slug of [live.slug, gone.slug, "never-was-there"]) {
    expect(await ask(person, slug)).toBe(true);
    expect(await ask(person, slug)).toBe(true);
  }
  const all = await askedBy(person);
  expect(all.toSorted()).toEqual(
    [live.slug, gone.slug, "never-was-there"].toSorted().map((slug) => [slug, "pending"]),
  );
});

test("one person asks for so many names in a day, whether they are there or not, also at the same instant", async () => {
  const person = await stranger();
  const names = Array.from({ length: JOIN_REQUESTS_A_DAY + 3 }, (_, n) => `name-${n}`);
  const answers = await Promise.all(
    names.map((slug) => statusOf(async () => ({ init: await ask(person, slug) }))),
  );
  expect(answers.filter((status) => status === 429)).toHaveLength(3);
  expect(await askedBy(person)).toHaveLength(JOIN_REQUESTS_A_DAY);
  expect(await ask(person, (await askedBy(person))[0]?.[0] ?? "")).toBe(true);
});

test("who is kept out on purpose is answered like everybody else, and bothers nobody", async () => {
  const at = await makeWorkspace(tier);
  const { id: userId } = at.people.other;
  expect(await ask(at.people.other as unknown as Person, at.tenant.slug)).toBe(false);
  await deactivate(asked(at, at.people.owner, { params: { userId }, form: {} }));
  expect(await ask(at.people.other as unknown as Person, at.tenant.slug)).toBe(true);
  expect(await waitingIn(at)).toEqual([]);
});

describe.each(PLACEMENT_KINDS)("in a workspace in a %s", (kind) => {
  let at: Workspace;
  beforeAll(async () => {
    at = await makeWorkspace(tier, kind);
  });

  test("who asks is seen by who manages members, and let in as they say", async () => {
    const person = await stranger();
    await ask(person, at.tenant.slug);
    const [request] = await waitingIn(at, "admin");
    expect(request).toMatchObject({ userId: person.id, email: person.email, firstName: "Stella" });
    expect(await answer(at, "admin", accept as Act, request?.id ?? "", { role: "viewer" })).toBe(303);
    expect(await roleOf(at, person)).toBe("viewer");
    expect(await at.db.read((tx) => getMember(tx, person.id))).toMatchObject({
      role: "viewer",
      isActive: true,
    });
    expect(await waitingIn(at)).toEqual([]);
    expect(await askedBy(person)).toEqual([]);
    expect(await answer(at, "admin", accept as Act, request?.id ?? "", { role: "member" })).toBe(404);
    expect(await roleOf(at, person)).toBe("viewer");
  });

  test("who is declined is told so, asks nobody again soon, and never came in", async () => {
    const person = await stranger();
    await ask(person, at.tenant.slug);
    const [request] = await waitingIn(at);
    expect(await answer(at, "owner", decline as Act, request?.id ?? "")).toBe(303);
    expect(await answer(at, "owner", decline as Act, request?.id ?? "")).toBe(404);
    expect(await askedBy(person)).toEqual([[at.tenant.slug, "declined"]]);
    expect(await ask(person, at.tenant.slug)).toBe(true);
    expect(await waitingIn(at)).toEqual([]);
    expect(await roleOf(at, person)).toBeUndefined();
  });

  test("nobody answers but who manages members, nobody above their own role, nobody for another workspace", async () => {
    const person = await stranger();
    await ask(person, at.tenant.slug);
    const [request] = await waitingIn(at);
    const id = request?.id ?? "";
    const neighbour = await makeWorkspace(tier);
    for (const act of [accept, decline] as Act[]) {
      expect(await answer(at, "member", act, id, { role: "viewer" })).toBe(403);
      expect(await answer(neighbour, "owner", act, id, { role: "viewer" })).toBe(404);
    }
    expect(await answer(at, "admin", accept as Act, id, { role: "owner" })).toBe(403);
    expect(await answer(at, "admin", accept as Act, id, { role: "king" })).toBe(400);
    expect(await answer(at, "admin", accept as Act, "nonsense", { role: "viewer" })).toBe(404);
    expect(await roleOf(at, person)).toBeUndefined();
    expect(await waitingIn(at)).toHaveLength(1);
  });

  test("each act is in the log, with who did it", async () => {
    const { items } = await tier.controlDb.read((tx) =>
      listAudit(tx, { tenantId: at.tenant.id, limit: 100 }),
    );
    const said = items.filter(({ action }) => action.startsWith("join."));
    expect(said.map(({ action }) => action).toSorted()).toEqual([
      "join.accept",
      "join.ask",
      "join.ask",
      "join.ask",
      "join.decline",
    ]);
    expect(new Set(said.map(({ actorKind }) => actorKind))).toEqual(new Set(["member"]));
  });
});

test("what waits too long waits no more, and what a person who is gone asked is gone", async () => {
  const at = await makeWorkspace(tier);
  const [late, gone] = [await stranger(), await stranger()];
  await ask(late, at.tenant.slug);
  await adminQuery(
    tier,
    "UPDATE control.join_requests SET created_at = now() - make_interval(days => $2) WHERE user_id = $1",
    [late.id, JOIN_REQUEST_DAYS + 1],
  );
  expect(await waitingIn(at)).toEqual([]);
  expect(await askedBy(late)).toEqual([]);
  await ask(late, at.tenant.slug);
  await ask(gone, at.tenant.slug);
  expect(await waitingIn(at)).toHaveLength(2);
  await tier.controlDb.write((tx) => deleteUser(tx, gone.id, new Date()));
  expect((await waitingIn(at)).map(({ userId }) => userId)).toEqual([late.id]);
});

test("what was asked for before it was there is answered once it is, and asked again", async () => {
  const [person, slug] = [await stranger(), `soon-${randomUUID().slice(0, 8)}`];
  await ask(person, slug);
  const at = await makeWorkspace(tier);
  await adminQuery(tier, "UPDATE control.tenants SET slug = $2 WHERE id = $1", [at.tenant.id, slug]);
  expect(await waitingIn(at)).toEqual([]);
  await ask(person, slug);
  expect((await waitingIn(at)).map(({ userId }) => userId)).toEqual([person.id]);
});

test("who has come in by another way waits for nothing", async () => {
  const at = await makeWorkspace(tier);
  const person = await stranger();
  await ask(person, at.tenant.slug);
  const key = { tenantId: at.tenant.id, userId: person.id };
  const member = { ...key, role: "member" as const, sourceUpdatedAt: new Date() };
  await tier.controlDb.write((tx) => upsertMembership(tx, member));
  expect(await waitingIn(at)).toEqual([]);
  expect(await askedBy(person)).toEqual([]);
});

test("where owners keep it to themselves, nobody else is told who asks, or answers", async () => {
  const at = await makeWorkspace(tier);
  const person = await stranger();
  await ask(person, at.tenant.slug);
  const [request] = await waitingIn(at);
  await tier.controlDb.write((tx) =>
    changeSecurity(tx, {
      tenantId: at.tenant.id,
      to: { ...PRODUCT_SECURITY, whoInvites: "owners" },
      by: { userId: at.people.owner.id, actor: { kind: "member" }, hasSecondFactor: false },
    }),
  );
  expect(await waitingIn(at, "admin")).toEqual([]);
  expect(await answer(at, "admin", accept as Act, request?.id ?? "", { role: "viewer" })).toBe(403);
  expect(await waitingIn(at)).toHaveLength(1);
});
