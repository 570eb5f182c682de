import { randomUUID } from "node:crypto";
import { count, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Actor, listAudit } from "../control/audit-log.ts";
import { isSlugTaken } from "../control/free-slugs.ts";
import { listJournal } from "../control/journal.ts";
import { auditLog } from "../control/schema/audit.ts";
import { freedSlugs } from "../control/schema/tenants.ts";
import { sweep } from "../control/sweep.ts";
import { getTenant, getTenantBySlug } from "../control/tenants.ts";
import { getTenantOrPark } from "../control/waiting-jobs.ts";
import { type DataTier, openDataTier } from "../data-tier.ts";
import { AlreadyTaken, SlugRefused, TenantUnknown } from "../errors.ts";
import { newId } from "../id.ts";
import { TEST_SECRETS_KEY } from "../testing/global-setup.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { signIn } from "../testing/sign-in.ts";
import { changeTenantPlan } from "./plan.ts";
import { purgeTenant } from "./purge.ts";
import { renameTenant } from "./rename.ts";
import { resumeTenant, suspendTenant } from "./suspend.ts";

let tier: DataTier;
let serving: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
  serving = await openDataTier({ urls: tier.urls, secretsKey: TEST_SECRETS_KEY, listen: true });
});
afterAll(async () => {
  await serving.close();
  await tier.close();
});

const actor: Actor = { kind: "staff", id: "user_staff", ip: "203.0.113.7", requestId: "req-1" };
const by = { actor };
const unique = () => `t-${randomUUID().slice(0, 8)}`;

const lastAudit = async (tenantId: string) =>
  (await tier.controlDb.read((tx) => listAudit(tx, { tenantId, limit: 1 }))).items[0];
const statusOf = async (id: string) => (await tier.controlDb.read((tx) => getTenant(tx, id)))?.status;

describe("suspend and resume", () => {
  test("sessions of a suspended tenant are over, and the journal and the audit log tell of it", async () => {
    const { id } = await testTenant(tier);
    const session = await signIn(tier, id);
    expect(await suspendTenant(tier, id, { actor, reason: "unpaid" })).toBe(true);
    expect(await session()).toBeUndefined();
    expect(await statusOf(id)).toBe("suspended");
    expect(await lastAudit(id)).toMatchObject({
      action: "tenant.suspend",
      actorKind: "staff",
      actorId: "user_staff",
      ip: "203.0.113.7",
      requestId: "req-1",
      detail: { reason: "unpaid" },
    });
    const journal = await tier.controlDb.read((tx) => listJournal(tx, id, "suspend"));
    expect(journal).toMatchObject([{ state: "done", attempts: 1 }]);
  });

  test("another process hears of a suspension at once", async () => {
    const { id, slug } = await testTenant(tier);
    const resolve = () => serving.tenantRegistry.resolveHostname({ hostname: `${slug}.app.localhost`, slug });
    expect(await resolve()).toMatchObject({ status: "active" });
    await suspendTenant(tier, id, by);
    await expect.poll(async () => (await resolve())?.status).toBe("suspended");
  });

  test("members are shown a reason only where staff chose that, until it is resumed", async () => {
    const { id } = await testTenant(tier);
    const notice = async () =>
      (await tier.controlDb.read((tx) => getTenant(tx, id)))?.suspensionNotice ?? "none";
    await suspendTenant(tier, id, { actor, reason: "for staff alone" });
    expect(await notice()).toBe("none");
    await resumeTenant(tier, id, by);
    await suspendTenant(tier, id, { actor, reason: "The invoice of May", isReasonShown: true });
    expect(await notice()).toBe("The invoice of May");
    await resumeTenant(tier, id, by);
    expect(await notice()).toBe("none");
  });

  test("twice is once: nothing is written the second time", async () => {
    const { id } = await testTenant(tier);
    await suspendTenant(tier, id, by);
    const before = await lastAudit(id);
    expect(await suspendTenant(tier, id, by)).toBe(false);
    expect(await lastAudit(id)).toEqual(before);
    expect(await resumeTenant(tier, id, by)).toBe(true);
    expect(await resumeTenant(tier, id, by)).toBe(false);
  });

  test("jobs that waited for a suspended tenant are in the queue again when it is resumed", async () => {
    const { id } = await testTenant(tier);
    await suspendTenant(tier, id, by);
    const job = { tenantId: id, name: "send-report", payload: { tenantId: id } };
    await tier.controlDb.write((tx) => getTenantOrPark(tx, job));
    await resumeTenant(tier, id, by);
    const text = "SELECT FROM graphile_worker.jobs WHERE task_identifier = 'send-report'";
    expect(await adminQuery(tier, text)).toHaveLength(1);
  });
});

describe("rename", () => {
  test("the old slug leads to the tenant, and is nobody else's, for 90 days", async () => {
    const { id, slug } = await testTenant(tier);
    const renamed = unique();
    await renameTenant(tier, id, { slug: renamed, name: "Another", actor });
    const found = await tier.controlDb.read((tx) => getTenantBySlug(tx, slug));
    expect(found).toMatchObject({ id, slug: renamed, name: "Another" });
    expect(await tier.controlDb.read((tx) => isSlugTaken(tx, slug))).toBe(true);
    const other = await testTenant(tier);
    await expect(renameTenant(tier, other.id, { slug, actor })).rejects.toBeInstanceOf(AlreadyTaken);
    await expect(renameTenant(tier, other.id, { slug: renamed, actor })).rejects.toBeInstanceOf(AlreadyTaken);
  });

  test("after 90 days the old slug is free and leads nowhere", async () => {
    const { id, slug } = await testTenant(tier);
    await renameTenant(tier, id, { slug: unique(), actor });
    await tier.controlDb.write((tx) =>
      tx.update(freedSlugs).set({ until: sql`now() - interval '1 second'` }).where(eq(freedSlugs.slug, slug)),
    );
    expect(await tier.controlDb.read((tx) => getTenantBySlug(tx, slug))).toBeUndefined();
    expect(await tier.controlDb.read((tx) => isSlugTaken(tx, slug))).toBe(false);
    expect(await sweep(tier.controlDb)).toEqual([{ table: "freed_slugs", rows: 1, isEmptied: false }]);
  });

  test("one's own former slug may be had back", async () => {
    const { id, slug } = await testTenant(tier);
    const other = unique();
    await renameTenant(tier, id, { slug: other, actor });
    await renameTenant(tier, id, { slug, actor });
    expect(await tier.controlDb.read((tx) => getTenantBySlug(tx, other))).toMatchObject({ id, slug });
  });

  test("that a name has changed is told, but not what it was", async () => {
    const { id, name } = await testTenant(tier);
    await renameTenant(tier, id, { name: "Jane Doe", actor });
    const audit = await lastAudit(id);
    expect(audit).toMatchObject({ action: "tenant.rename", detail: { isNameChanged: true } });
    expect(JSON.stringify(audit?.detail)).not.toMatch(new RegExp(`Jane|${name}`));
  });

  test("malformed and reserved slugs are refused", async () => {
    const { id } = await testTenant(tier);
    for (const slug of ["a", "Bad Slug", "platform", "xn--x"])
      await expect(renameTenant(tier, id, { slug, actor })).rejects.toBeInstanceOf(SlugRefused);
  });
});

describe("plan", () => {
  test("a plan is recorded at once, and the tenant stays where it is until a worker moves it", async () => {
    const tenant = await testTenant(tier);
    await changeTenantPlan(tier, tenant.id, { plan: "enterprise", actor });
    const now = await tier.controlDb.read((tx) => getTenant(tx, tenant.id));
    expect(now).toMatchObject({ plan: "enterprise", placement: { kind: "schema" } });
    expect(await lastAudit(tenant.id)).toMatchObject({ detail: { from: "standard", to: "enterprise" } });
  });
});

test("what there is not is TenantUnknown", async () => {
  await expect(suspendTenant(tier, newId(), by)).rejects.toBeInstanceOf(TenantUnknown);
  await expect(purgeTenant(tier, newId(), by)).rejects.toBeInstanceOf(TenantUnknown);
});

test("the audit log can only be added to: not even the app's own role rewrites it", async () => {
  const { id } = await testTenant(tier);
  const change = tier.controlDb.write((tx) =>
    tx.update(auditLog).set({ action: "x" }).where(eq(auditLog.tenantId, id)),
  );
  await expect(change).rejects.toMatchObject({ name: "AccessRefused" });
  const rows = () =>
    tier.controlDb.read((tx) => tx.select({ n: count() }).from(auditLog).where(eq(auditLog.tenantId, id)));
  const before = await rows();
  expect(before[0]?.n).toBeGreaterThan(0);
  await tier.controlDb.write((tx) => tx.delete(auditLog).where(eq(auditLog.tenantId, id)));
  expect(await rows()).toEqual(before);
});

// Threat: a workspace is called by signs that nobody sees, or that read as another's name.
test("a name that nobody can read as it was meant is refused, and nothing is changed", async () => {
  const { id, name } = await testTenant(tier);
  for (const unreadable of ["\u200b", "\u202eemca", ""])
    await expect(renameTenant(tier, id, { name: unreadable, ...by })).rejects.toMatchObject({ status: 400 });
  expect((await tier.controlDb.read((tx) => getTenant(tx, id)))?.name).toBe(name);
});
