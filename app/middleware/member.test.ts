import { randomUUID } from "node:crypto";
import { RouterContextProvider } from "react-router";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  dataTierContext,
  memberContext,
  requestContext,
  sessionContext,
  type TenantSession,
  tenantContext,
  tenantDbContext,
} from "#app/context.ts";
import {
  createSession,
  endMembership,
  getMember,
  getSession,
  removeMember,
  upsertMember,
  upsertMembership,
} from "#app/db.people.server.ts";
import type { Tenant } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { adminQuery } from "#db/testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "#db/testing/scratch.ts";
import { requireMember } from "./member.server.ts";

let scratch: DataTier;
let tier: DataTier;
let tenant: Tenant;
let other: Tenant;

beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
  tenant = await testTenant(tier);
  other = await testTenant(tier);
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

/** A session of the person on the tenant's hostname, as a request finds it. */
async function sessionOf(userId: string): Promise<TenantSession | null> {
  const key = { idHash: randomUUID(), tenantId: tenant.id, hostname: `${tenant.slug}.app.localhost` };
  const made = { ...key, userId, sourceSessionId: `sess_${randomUUID()}`, userAgent: null };
  await tier.controlDb.write((tx) => createSession(tx, made));
  return (await tier.controlDb.forTenant(tenant.id).read((tx) => getSession(tx, key))) ?? null;
}

/** What the guard answers: the member it let through, or what it threw. */
async function guard(session: TenantSession | null, method = "GET", path = "/projects?status=active") {
  const context = new RouterContextProvider();
  context.set(dataTierContext, tier);
  context.set(tenantContext, tenant);
  context.set(tenantDbContext, tier.tenantRouter.connect(tenant));
  context.set(sessionContext, session);
  context.set(requestContext, { hostname: `${tenant.slug}.app.localhost` } as never);
  const url = new URL(path, `http://${tenant.slug}.app.localhost:3000`);
  const args = { request: new Request(url, { method }), context, url, params: {}, pattern: "/" };
  try {
    await requireMember(args as never, async () => new Response());
    return context.get(memberContext);
  } catch (thrown) {
    if (thrown instanceof Response) return { status: thrown.status, to: thrown.headers.get("location") };
    return { status: (thrown as { init: ResponseInit }).init.status };
  }
}

async function join(at: Tenant) {
  const { id, ...rest } = testOwner();
  const member = { id, ...rest, role: "member" as const };
  await tier.tenantRouter.connect(at).write((tx) => upsertMember(tx, member));
  const key = { tenantId: at.id, userId: id };
  await tier.controlDb.write((tx) =>
    upsertMembership(tx, { ...key, role: "member", sourceUpdatedAt: new Date() }),
  );
  return { ...key, member };
}

test("a member comes in, in the role that the tenant has for them", async () => {
  const { userId, member } = await join(tenant);
  expect(await guard(await sessionOf(userId))).toEqual(member);
});

test("a member comes into a read-only workspace, and that they were here is not noted", async () => {
  const { userId, member } = await join(tenant);
  const lastSeenAt = async () =>
    (await tier.tenantRouter.connect(tenant).read((tx) => getMember(tx, userId)))?.lastSeenAt;
  expect(await lastSeenAt()).toBeNull();
  const active = tenant;
  tenant = { ...tenant, status: "read-only" };
  expect(await guard(await sessionOf(userId))).toEqual(member);
  expect(await lastSeenAt()).toBeNull();
  tenant = active;
  expect(await guard(await sessionOf(userId))).toEqual(member);
  expect(await lastSeenAt()).toBeInstanceOf(Date);
});

test.each([
  ["GET", 302],
  ["POST", 303],
])("nobody's %s leads to sign-in, with a way back to the page", async (method, status) => {
  const answer = (await guard(null, method)) as { status: number; to: string };
  expect(answer.status).toBe(status);
  const to = new URL(answer.to);
  expect([to.host, to.pathname]).toEqual([env.baseUrl.host, `/workspaces/${tenant.slug}/enter`]);
  expect(to.searchParams.get("return_to")).toBe("/projects?status=active");
  expect(to.searchParams.get("nonce")).toMatch(/^[0-9a-f]{64}$/);
});

// Threat: somebody with an account, or with a session from better days, opens a workspace that is not theirs.
test("who is not a member of this tenant is refused: unknown, another tenant's, or taken out on either side", async () => {
  expect(await guard(await sessionOf(`user_${randomUUID()}`))).toEqual({ status: 403 });
  const foreign = await join(other);
  expect(await guard(await sessionOf(foreign.userId))).toEqual({ status: 403 });
  const [left, removed] = [await join(tenant), await join(tenant)];
  await tier.controlDb.write((tx) =>
    endMembership(tx, { key: left, deletedAt: new Date(Date.now() + 1000) }),
  );
  await tier.tenantRouter.connect(tenant).write((tx) => removeMember(tx, removed.userId));
  expect(await guard(await sessionOf(left.userId))).toEqual({ status: 403 });
  expect(await guard(await sessionOf(removed.userId))).toEqual({ status: 403 });
});

test("a workspace knows when a member was here last, to the hour", async () => {
  const { userId } = await join(tenant);
  const db = tier.tenantRouter.connect(tenant);
  const seenAt = async () => (await db.read((tx) => getMember(tx, userId)))?.lastSeenAt ?? null;
  const setSeen = (minutesAgo: number) =>
    adminQuery(
      tier,
      `UPDATE "${tenant.placement.schema}".members SET last_seen_at = now() - make_interval(mins => $2) WHERE id = $1`,
      [userId, minutesAgo],
    );
  expect(await seenAt()).toBeNull();
  await guard(await sessionOf(userId));
  expect(await seenAt()).not.toBeNull();
  await setSeen(30);
  const recent = await seenAt();
  await guard(await sessionOf(userId));
  expect(await seenAt()).toEqual(recent);
  await setSeen(61);
  const old = await seenAt();
  await Promise.all([guard(await sessionOf(userId)), guard(await sessionOf(userId))]);
  expect((await seenAt())?.getTime()).toBeGreaterThan(old?.getTime() ?? Number.NaN);
});

test("who is refused was not here", async () => {
  const { userId } = await join(tenant);
  const db = tier.tenantRouter.connect(tenant);
  await tier.controlDb.write((tx) =>
    endMembership(tx, { key: { tenantId: tenant.id, userId }, deletedAt: new Date(Date.now() + 1000) }),
  );
  expect(await guard(await sessionOf(userId))).toEqual({ status: 403 });
  expect((await db.read((tx) => getMember(tx, userId)))?.lastSeenAt).toBeNull();
});
