// Threat: what an owner asks of everybody in a workspace holds for new sessions only, or for one process.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { listAudit } from "./audit-log.ts";
import { upsertMembership } from "./memberships.ts";
import { tenantSecurity } from "./schema/security.ts";
import { changeSecurity, getSecurity, type SecurityChange } from "./security.ts";
import { ABSOLUTE_MINUTES, IDLE_MINUTES, PRODUCT_SECURITY, type Security } from "./security-choices.ts";
import {
  createSession,
  getSession,
  listSessions,
  SESSION_ABSOLUTE_DAYS,
  SESSION_IDLE_DAYS,
} from "./sessions.ts";

const MINUTES_PER_DAY = 24 * 60;
const HOSTNAME = "acme.app.localhost";
const owner = testOwner();

let tier: DataTier;
let tenant: Tenant;
let other: Tenant;
beforeAll(async () => {
  tier = await scratchDataTier();
});
beforeEach(async () => {
  tenant = await testTenant(tier, { owner });
  other = await testTenant(tier);
});
afterAll(() => tier.close());

/** A session that began, and was last used, so many minutes ago. */
async function session({
  begun = 0,
  used = 0,
  hasSecondFactor = false,
  at = tenant,
  ...company
}: {
  begun?: number;
  used?: number;
  hasSecondFactor?: boolean;
  at?: Tenant;
  domains?: string[] | null;
  companyDomain?: string | null;
} = {}) {
  const key = { idHash: randomUUID(), tenantId: at.id, hostname: HOSTNAME };
  const facts = { sourceSessionId: randomUUID(), userAgent: null, hasSecondFactor, ...company };
  const made = { ...key, userId: owner.id, ...facts };
  await tier.controlDb.write((tx) => createSession(tx, made));
  await adminQuery(
    tier,
    `UPDATE control.sessions SET created_at = now() - make_interval(mins => $2),
       last_seen_at = now() - make_interval(mins => $3) WHERE id_hash = $1`,
    [key.idHash, begun, used],
  );
  return key;
}

const isAlive = async (key: Awaited<ReturnType<typeof session>>) => {
  const asTenant = tier.controlDb.forTenant(key.tenantId);
  const [seen, listed] = await asTenant.read((tx) =>
    Promise.all([getSession(tx, key), listSessions(tx, { tenantId: key.tenantId, userId: owner.id })]),
  );
  // The list shows neither more nor less than what lets in.
  expect(listed.some(({ idHash }) => idHash === key.idHash)).toBe(seen !== undefined);
  return seen !== undefined;
};

const change = (to: Partial<Security>, by: Partial<SecurityChange["by"]> = {}) =>
  tier.controlDb.write((tx) =>
    changeSecurity(tx, {
      tenantId: tenant.id,
      to: { ...PRODUCT_SECURITY, ...to },
      by: {
        userId: owner.id,
        hasSecondFactor: true,
        actor: { kind: "member", id: by.userId ?? owner.id },
        ...by,
      },
    }),
  );

test("no choice is longer than the product's own lengths", () => {
  expect(Math.max(...IDLE_MINUTES)).toBe(SESSION_IDLE_DAYS * MINUTES_PER_DAY);
  expect(Math.max(...ABSOLUTE_MINUTES)).toBe(SESSION_ABSOLUTE_DAYS * MINUTES_PER_DAY);
  expect(IDLE_MINUTES).toContain(PRODUCT_SECURITY.idleMinutes);
  expect(ABSOLUTE_MINUTES).toContain(PRODUCT_SECURITY.absoluteMinutes);
});

test("a shorter length counts at once for sessions that are there, and for no other tenant's", async () => {
  const idle = await session({ begun: 100, used: 70 });
  const used = await session({ begun: 100, used: 50 });
  const old = await session({ begun: 500, used: 0 });
  const theirs = await session({ begun: 500, used: 400, at: other });
  await change({ idleMinutes: 60, absoluteMinutes: 480 });
  expect(await Promise.all([idle, used, old, theirs].map(isAlive))).toEqual([false, true, false, true]);
});

test("a session that becomes too old afterwards is over too", async () => {
  await change({ idleMinutes: 15, absoluteMinutes: 480 });
  expect(await isAlive(await session({ begun: 479, used: 14 }))).toBe(true);
  expect(await isAlive(await session({ begun: 479, used: 15 }))).toBe(false);
  expect(await isAlive(await session({ begun: 480, used: 0 }))).toBe(false);
});

test("a longer length brings back nothing that was over", async () => {
  const idle = await session({ begun: 100, used: 70 });
  await change({ idleMinutes: 60 });
  const later = await session({ begun: 100, used: 90 });
  await change({});
  expect(await Promise.all([idle, later].map(isAlive))).toEqual([false, false]);
});

test("nobody has longer sessions than the product's, whatever the row says", async () => {
  await change({});
  await adminQuery(
    tier,
    "UPDATE control.tenant_security SET idle_minutes = 1000000, absolute_minutes = 1000000",
  );
  expect(
    await isAlive(
      await session({
        begun: SESSION_IDLE_DAYS * MINUTES_PER_DAY,
        used: SESSION_IDLE_DAYS * MINUTES_PER_DAY,
      }),
    ),
  ).toBe(false);
});

test("a second factor that is asked for ends sessions without one, and one that is made late counts for nothing", async () => {
  const without = await session();
  const withOne = await session({ hasSecondFactor: true });
  const theirs = await session({ at: other });
  await change({ needsSecondFactor: true });
  expect(await Promise.all([without, withOne, theirs].map(isAlive))).toEqual([false, true, true]);
  expect(await isAlive(await session())).toBe(false);
  await change({ needsSecondFactor: false });
  expect(await isAlive(without)).toBe(false);
});

test("nobody asks of everybody what they lack themselves", async () => {
  await expect(change({ needsSecondFactor: true }, { hasSecondFactor: false })).rejects.toMatchObject({
    name: "SecondFactorMissing",
    status: 409,
  });
  expect(await tier.controlDb.read((tx) => getSecurity(tx, tenant.id))).toEqual(PRODUCT_SECURITY);
});

test("a company's sign-on that is asked for ends the sessions of its people without it, and of whom nothing is known", async () => {
  const corp = ["corp.example"];
  const through = await session({ domains: corp, companyDomain: "corp.example" });
  const past = await session({ domains: ["home.example", "corp.example"] });
  const byAnother = await session({ domains: corp, companyDomain: "evil.example" });
  const stranger = await session({ domains: ["home.example"] });
  const unknown = await session();
  const theirs = await session({ domains: corp, at: other });
  await change({ companyDomains: corp }, { companyDomain: "corp.example" });
  expect(await Promise.all([through, past, byAnother, stranger, unknown, theirs].map(isAlive))).toEqual([
    true,
    false,
    false,
    true,
    false,
    true,
  ]);
  expect(await isAlive(await session({ domains: corp }))).toBe(false);
  await change({});
  expect(await isAlive(past)).toBe(false);
  expect(await isAlive(await session({ domains: corp }))).toBe(true);
});

test("nobody asks for a company's sign-on who did not come through one of those, and who is in may change the rest", async () => {
  const asked = { companyDomains: ["corp.example"] };
  for (const companyDomain of [null, undefined, "other.example"])
    await expect(change(asked, { companyDomain: companyDomain ?? null })).rejects.toMatchObject({
      name: "CompanySignOnMissing",
      status: 409,
    });
  expect(await tier.controlDb.read((tx) => getSecurity(tx, tenant.id))).toEqual(PRODUCT_SECURITY);
  await change({ companyDomains: ["corp.example", "corp.test"] }, { companyDomain: "corp.test" });
  await change({ companyDomains: ["corp.example"], idleMinutes: 60 }, { companyDomain: null });
  expect(await tier.controlDb.read((tx) => getSecurity(tx, tenant.id))).toMatchObject({
    companyDomains: ["corp.example"],
    idleMinutes: 60,
  });
});

test("only who is an owner at this moment changes it, and every change is written down", async () => {
  const admin = { tenantId: tenant.id, userId: `user_${randomUUID()}` };
  await tier.controlDb.write((tx) =>
    upsertMembership(tx, { ...admin, role: "admin", sourceUpdatedAt: new Date() }),
  );
  for (const userId of [admin.userId, "user_stranger"])
    await expect(change({ whoInvites: "owners" }, { userId })).rejects.toMatchObject({ status: 403 });
  await change({ whoInvites: "owners" });
  const { items } = await tier.controlDb.read((tx) => listAudit(tx, { tenantId: tenant.id }));
  expect(items.filter(({ action }) => action === "security.change")).toMatchObject([
    { actorId: owner.id, detail: { from: { whoInvites: "managers" }, to: { whoInvites: "owners" } } },
  ]);
});

// Threat: a page of one workspace is made to change what another asks of its people.
test("a tenant's pages see and change its own choice alone", async () => {
  const as = (id: string) => tier.controlDb.forTenant(id);
  const by = { userId: owner.id, hasSecondFactor: true, actor: { kind: "member" as const } };
  const strict = { tenantId: tenant.id, to: { ...PRODUCT_SECURITY, whoInvites: "owners" as const }, by };
  await expect(as(other.id).write((tx) => changeSecurity(tx, strict))).rejects.toThrow();
  const theirs = await session({ begun: 500, at: other });
  await as(tenant.id).write((tx) =>
    changeSecurity(tx, { ...strict, to: { ...strict.to, absoluteMinutes: 480 } }),
  );
  expect(await as(tenant.id).read((tx) => getSecurity(tx, tenant.id))).toMatchObject({
    whoInvites: "owners",
  });
  expect(await as(other.id).read((tx) => getSecurity(tx, tenant.id))).toEqual(PRODUCT_SECURITY);
  expect(await isAlive(theirs)).toBe(true);
  await expect(
    as(other.id).write((tx) =>
      tx.insert(tenantSecurity).values({ tenantId: tenant.id, ...PRODUCT_SECURITY }),
    ),
  ).rejects.toThrow();
});
