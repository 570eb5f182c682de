import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { endMembership, upsertMembership } from "./memberships.ts";
import { sessions } from "./schema/sessions.ts";
import { SESSION_TOUCH_SECONDS } from "./session-tables.ts";
import {
  createSession,
  endSourceSession,
  getSession,
  listSessions,
  revokeSession,
  revokeSessionsByMember,
  revokeSessionsByTenant,
  revokeSessionsByUser,
  SESSION_ABSOLUTE_DAYS,
  SESSION_IDLE_DAYS,
  touchSession,
} from "./sessions.ts";

let tier: DataTier;
let tenant: Tenant;
let other: Tenant;
let count = 0;

beforeAll(async () => {
  tier = await scratchDataTier();
  tenant = await testTenant(tier);
  other = await testTenant(tier);
});
afterAll(() => tier.close());

const HOSTNAME = "acme.app.localhost";

async function session(changes: { userId?: string; sourceSessionId?: string } = {}) {
  const number = count++;
  const key = { idHash: `hash-${number}`, tenantId: tenant.id, hostname: HOSTNAME };
  const person = { userId: `user_${number}`, sourceSessionId: `sess_${number}`, userAgent: null, ...changes };
  const isMade = await tier.controlDb.write((tx) => createSession(tx, { ...key, ...person }));
  return { key, isMade, ...person };
}

const find = (key: Parameters<typeof getSession>[1]) => tier.controlDb.read((tx) => getSession(tx, key));
const age = (idHash: string, column: "lastSeenAt" | "expiresAt", days: number) =>
  tier.controlDb.write((tx) =>
    tx
      .update(sessions)
      .set({ [column]: sql`${sessions[column]} - make_interval(days => ${days})` })
      .where(eq(sessions.idHash, idHash)),
  );

test("a session is found by its hash, for its tenant, on its hostname", async () => {
  const { key, userId } = await session();
  expect(await find(key)).toMatchObject({ userId });
});

// Threat: a cookie of one workspace is sent to another.
test("a session of one tenant is nothing to another, nor on another hostname", async () => {
  const { key } = await session();
  expect(await find({ ...key, tenantId: other.id })).toBeUndefined();
  expect(await find({ ...key, hostname: "globex.app.localhost" })).toBeUndefined();
});

test("to another tenant's pages a session is not there at all", async () => {
  const { key, userId } = await session();
  const as = (id: string) => tier.controlDb.forTenant(id);
  expect(await as(other.id).read((tx) => getSession(tx, key))).toBeUndefined();
  await as(other.id).write((tx) => revokeSession(tx, key.idHash));
  expect(await as(tenant.id).read((tx) => getSession(tx, key))).toMatchObject({ userId });
  await as(tenant.id).write((tx) => revokeSession(tx, key.idHash));
  expect(await find(key)).toBeUndefined();
});

// Threat: somebody who was taken out of a workspace, or is in another one only, works on with their session.
test("a session says whether the person is a member of this tenant now", async () => {
  const { key, userId } = await session();
  const isMember = async () =>
    (await tier.controlDb.forTenant(tenant.id).read((tx) => getSession(tx, key)))?.isMember;
  const isMemberToStaff = async () => (await find(key))?.isMember;
  const join = ({ id: tenantId }: Tenant) =>
    tier.controlDb.write((tx) =>
      upsertMembership(tx, { tenantId, userId, role: "member", sourceUpdatedAt: new Date() }),
    );
  await join(other);
  expect([await isMember(), await isMemberToStaff()]).toEqual([false, false]);
  await join(tenant);
  expect([await isMember(), await isMemberToStaff()]).toEqual([true, true]);
  const out = { key: { tenantId: tenant.id, userId }, deletedAt: new Date(Date.now() + 1000) };
  await tier.controlDb.write((tx) => endMembership(tx, out));
  expect([await isMember(), await isMemberToStaff()]).toEqual([false, false]);
});

// Threat: a cookie that was stolen long ago still opens the workspace.
test("a session ends when it was idle too long, and when it is too old however busy", async () => {
  const [idle, old] = [await session(), await session()];
  await age(idle.key.idHash, "lastSeenAt", SESSION_IDLE_DAYS);
  await age(old.key.idHash, "expiresAt", SESSION_ABSOLUTE_DAYS);
  expect(await find(idle.key)).toBeUndefined();
  expect(await find(old.key)).toBeUndefined();
});

test("use is noted at most once in the interval", async () => {
  const { key } = await session();
  const before = (await find(key))?.lastSeenAt;
  await tier.controlDb.write((tx) => touchSession(tx, key.idHash));
  expect((await find(key))?.lastSeenAt).toEqual(before);
  await tier.controlDb.write((tx) =>
    tx
      .update(sessions)
      .set({ lastSeenAt: sql`now() - make_interval(secs => ${SESSION_TOUCH_SECONDS + 1})` })
      .where(eq(sessions.idHash, key.idHash)),
  );
  await tier.controlDb.write((tx) => touchSession(tx, key.idHash));
  expect((await find(key))?.lastSeenAt.getTime()).toBeGreaterThanOrEqual(before?.getTime() ?? Number.NaN);
});

// Threat: somebody who was signed out, thrown out or deleted keeps working.
test("a session ends by itself, with its member, with its user and with its tenant", async () => {
  const made = await Promise.all(Array.from({ length: 4 }, () => session()));
  const [alone, member, user, all] = made as [
    (typeof made)[0],
    (typeof made)[0],
    (typeof made)[0],
    (typeof made)[0],
  ];
  const write = (work: Parameters<typeof tier.controlDb.write>[0]) => tier.controlDb.write(work);
  await write((tx) => revokeSession(tx, alone.key.idHash));
  await write((tx) => revokeSessionsByMember(tx, { tenantId: tenant.id, userId: member.userId }));
  await write((tx) => revokeSessionsByUser(tx, user.userId));
  expect(await Promise.all([alone, member, user].map(({ key }) => find(key)))).toEqual(
    Array(3).fill(undefined),
  );
  expect(await find(all.key)).toBeDefined();
  await write((tx) => revokeSessionsByTenant(tx, tenant.id));
  expect(await find(all.key)).toBeUndefined();
});

// Threat: a sign-out at the provider races with an entry that is under way.
test("no session comes from a provider's session that is over, and those that came from it end", async () => {
  const { key, sourceSessionId } = await session();
  await tier.controlDb.write((tx) => endSourceSession(tx, sourceSessionId, new Date()));
  expect(await find(key)).toBeUndefined();
  const late = await session({ sourceSessionId });
  expect(late.isMade).toBe(false);
  expect(await find(late.key)).toBeUndefined();
});

test("a sign-out that meets entries in the middle leaves none of them alive", async () => {
  const sourceSessionId = "sess_race";
  const end = () => tier.controlDb.write((tx) => endSourceSession(tx, sourceSessionId, new Date()));
  const work = Array.from({ length: 8 }, (_, index) =>
    index === 4 ? end() : session({ sourceSessionId, userId: "racer" }),
  );
  await Promise.all(work);
  const left = await tier.controlDb.read((tx) => listSessions(tx, { tenantId: tenant.id, userId: "racer" }));
  expect(left).toEqual([]);
});

test("a person's sessions are listed, live ones only", async () => {
  const [, gone] = [await session({ userId: "lister" }), await session({ userId: "lister" })];
  await tier.controlDb.write((tx) => revokeSession(tx, gone.key.idHash));
  const listed = await tier.controlDb.read((tx) =>
    listSessions(tx, { tenantId: tenant.id, userId: "lister" }),
  );
  expect(listed).toHaveLength(1);
});
