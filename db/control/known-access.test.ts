import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type DataTier, openDataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { TEST_SECRETS_KEY } from "../testing/global-setup.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { accessTag, everybodyIn, notifyAccessChanged, readAccessTag } from "./access-changes.ts";
import { createKnownAccess, KNOWN_ACCESS_LIMITS } from "./known-access.ts";
import { endMembership, upsertMembership } from "./memberships.ts";
import { createSession, revokeSessionsByMember } from "./sessions.ts";
import { noteUnread } from "./unread.ts";

let tier: DataTier;
let tenant: Tenant;
beforeAll(async () => {
  const scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: TEST_SECRETS_KEY, listen: true });
  await scratch.close();
  tenant = await testTenant(tier);
});
afterAll(() => tier.close());

/** For the database's word: as long as it takes on a slow machine. */
const PATIENCE = { timeout: 20_000 };
const always = () => true;
const person = () => ({ tenantId: tenant.id, userId: `user_${randomUUID()}` });

/** Asks again until an answer comes from what is known, so that what follows is not about a first miss. */
async function known(key: { tenantId: string; userId: string }) {
  const load = vi.fn(async () => ({ ...key }));
  const ask = () => tier.knownAccess.find(key.userId, load, (found) => found);
  await vi.waitFor(async () => {
    load.mockClear();
    await ask();
    expect(load).not.toHaveBeenCalled();
  }, PATIENCE);
  return { load, ask };
}

/** It is asked of the tables again, with no word from this process. */
const isForgotten = ({ load, ask }: Awaited<ReturnType<typeof known>>) =>
  vi.waitFor(async () => {
    await ask();
    expect(load).toHaveBeenCalled();
  }, PATIENCE);

const join = (key: { tenantId: string; userId: string }) =>
  tier.controlDb.write((tx) => upsertMembership(tx, { ...key, role: "member", sourceUpdatedAt: new Date() }));

test("every process hears of an ended membership, a changed role, an ended session, an exchanged secret and a changed member", async () => {
  // Threat: somebody who was put out stays in, by what a process remembers.
  const changes: [string, (key: { tenantId: string; userId: string }) => Promise<unknown>][] = [
    [
      "out",
      (key) =>
        tier.controlDb.write((tx) => endMembership(tx, { key, deletedAt: new Date(Date.now() + 1000) })),
    ],
    [
      "role",
      (key) =>
        tier.controlDb.write((tx) =>
          upsertMembership(tx, { ...key, role: "viewer", sourceUpdatedAt: new Date(Date.now() + 1000) }),
        ),
    ],
    ["session", (key) => tier.controlDb.write((tx) => revokeSessionsByMember(tx, key))],
    ["member", (key) => tier.controlDb.write((tx) => notifyAccessChanged(tx, key))],
    [
      "secret",
      ({ tenantId, userId }) =>
        adminQuery(
          tier,
          "UPDATE control.sessions SET id_hash = gen_random_uuid() WHERE tenant_id = $1 AND user_id = $2",
          [tenantId, userId],
        ),
    ],
    [
      "by hand",
      ({ tenantId, userId }) =>
        adminQuery(
          tier,
          "UPDATE control.memberships SET role = 'viewer' WHERE tenant_id = $1 AND user_id = $2",
          [tenantId, userId],
        ),
    ],
  ];
  for (const [, change] of changes) {
    const key = person();
    await join(key);
    const session = { ...key, idHash: randomUUID(), hostname: "x.app.localhost", userAgent: null };
    await tier.controlDb.write((tx) => createSession(tx, { ...session, sourceSessionId: randomUUID() }));
    const asked = await known(key);
    await change(key);
    await isForgotten(asked);
  }
});

test("a member's own session ends under the role of the tenant's pages, and is told all the same", async () => {
  const key = person();
  await join(key);
  const idHash = randomUUID();
  const session = {
    ...key,
    idHash,
    hostname: "x.app.localhost",
    userAgent: null,
    sourceSessionId: randomUUID(),
  };
  await tier.controlDb.write((tx) => createSession(tx, session));
  const asked = await known(key);
  await tier.controlDb
    .forTenant(tenant.id)
    .write((tx) => tx.execute(sql`update control.sessions set revoked_at = now() where id_hash = ${idHash}`));
  await isForgotten(asked);
});

test("a process that does not hear remembers nobody", async () => {
  let hears = true;
  const access = createKnownAccess(() => hears);
  const load = vi.fn(async () => person());
  const ask = () => access.find("key", load, (found) => found);
  await ask();
  await ask();
  expect(load).toHaveBeenCalledTimes(1);
  hears = false;
  await ask();
  expect(load).toHaveBeenCalledTimes(2);
});

test("a listener that is cut off counts as deaf at once, and what was known is forgotten when it is back", async () => {
  const asked = await known(person());
  await adminQuery(
    tier,
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tenantry:listen' AND datname = current_database()",
  );
  await isForgotten(asked);
});

test("without a listener nothing is remembered", async () => {
  const deaf = await openDataTier({ urls: tier.urls, secretsKey: TEST_SECRETS_KEY });
  const load = vi.fn(async () => person());
  for (let n = 0; n < 3; n++) await deaf.knownAccess.find("key", load, (found) => found);
  expect(load).toHaveBeenCalledTimes(3);
  await deaf.close();
});

test("an answer that was on its way while it changed is given, and not kept", async () => {
  const access = createKnownAccess(always);
  const key = person();
  const load = vi.fn(async () => {
    access.forget(key);
    return key;
  });
  await access.find("key", load, (found) => found);
  await access.find("key", load, (found) => found);
  expect(load).toHaveBeenCalledTimes(2);
});

test("what is not to be kept is asked for each time, and so is nobody", async () => {
  const access = createKnownAccess(always);
  const load = vi.fn(async () => person());
  await access.find("key", load, () => undefined);
  await access.find("key", load, () => undefined);
  expect(load).toHaveBeenCalledTimes(2);
  const none = vi.fn(async () => undefined);
  await access.find("other", none, () => undefined);
  await access.find("other", none, () => undefined);
  expect(none).toHaveBeenCalledTimes(2);
});

test("what is known has a bound", async () => {
  const access = createKnownAccess(always, { ...KNOWN_ACCESS_LIMITS, maxEntries: 10 });
  const load = vi.fn(async () => person());
  for (let n = 0; n < 30; n++) await access.find(`key-${n}`, load, (found) => found);
  load.mockClear();
  for (let n = 0; n < 30; n++) await access.find(`key-${n}`, load, (found) => found);
  expect(load.mock.calls.length).toBeGreaterThanOrEqual(20);
});

test("whoever a person is, the notice of them has a bounded size and names them as the database does", async () => {
  for (const userId of ["user_1", "with a space", "é".repeat(3_000), "😀".repeat(300)]) {
    const key = { tenantId: tenant.id, userId };
    expect(Buffer.byteLength(accessTag(key))).toBeLessThan(1_000);
    const [row] = (await adminQuery(tier, "SELECT $1 || ' ' || left($2, 200) AS told", [
      tenant.id,
      userId,
    ])) as { told: string }[];
    expect(accessTag(key)).toBe(row?.told);
    expect(accessTag(readAccessTag(accessTag(key)))).toBe(accessTag(key));
  }
});

// Threat: an owner shortens sessions, and a process goes on letting people in by what it remembers.
test("every process hears of what a tenant asks of sessions, however it is changed, for all in that tenant", async () => {
  const changes = [
    "INSERT INTO control.tenant_security VALUES ($1, 15, 480, 'managers', false)",
    "UPDATE control.tenant_security SET needs_second_factor = true WHERE tenant_id = $1",
    "DELETE FROM control.tenant_security WHERE tenant_id = $1",
  ];
  for (const text of changes) {
    const asked = await Promise.all([known(person()), known(person())]);
    await adminQuery(tier, text, [tenant.id]);
    await Promise.all(asked.map(isForgotten));
  }
});

test("what is told of everybody in a tenant is forgotten of nobody in another", async () => {
  const access = createKnownAccess(always);
  const load = vi.fn(async (tenantId: string) => ({ tenantId, userId: "user_1" }));
  const ask = (tenantId: string) =>
    access.find(
      tenantId,
      () => load(tenantId),
      (found) => found,
    );
  for (const tenantId of ["here", "there"]) await ask(tenantId);
  access.forget(everybodyIn("here"));
  load.mockClear();
  for (const tenantId of ["here", "there"]) await ask(tenantId);
  expect(load.mock.calls).toEqual([["here"]]);
});

test("an answer that was on its way while it was told of everybody is not kept", async () => {
  const access = createKnownAccess(always);
  const key = person();
  const load = vi.fn(async () => {
    access.forget(everybodyIn(key.tenantId));
    return key;
  });
  await access.find("key", load, (found) => found);
  await access.find("key", load, (found) => found);
  expect(load).toHaveBeenCalledTimes(2);
});

test("what is about several tenants is forgotten when any of them tells of a change, or everybody's in one", async () => {
  const access = createKnownAccess(always);
  const [one, two] = [randomUUID(), randomUUID()];
  const load = vi.fn(async () => ({ tenants: [one, two] }));
  const ask = () =>
    access.find("several", load, ({ tenants }) => tenants.map((tenantId) => ({ tenantId, userId: "u" })));
  for (const change of [{ tenantId: one, userId: "u" }, { tenantId: two, userId: "u" }, everybodyIn(two)]) {
    await ask();
    load.mockClear();
    await ask();
    expect(load).not.toHaveBeenCalled();
    access.forget(change);
    await ask();
    expect(load).toHaveBeenCalledOnce();
  }
  load.mockClear();
  access.forget({ tenantId: one, userId: "another" });
  await ask();
  expect(load).not.toHaveBeenCalled();
});

test("every process hears of another number of unread notifications", async () => {
  const key = person();
  await join(key);
  const remembered = await known(key);
  await tier.controlDb.forTenant(tenant.id).write((tx) => noteUnread(tx, key, 4));
  await isForgotten(remembered);
});
