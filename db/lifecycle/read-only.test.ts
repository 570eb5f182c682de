// Threat: something is changed in a tenant of which everybody was told that nothing is.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Actor, listAudit } from "../control/audit-log.ts";
import { listJournal } from "../control/journal.ts";
import { getTenant } from "../control/tenants.ts";
import { getTenantOrPark } from "../control/waiting-jobs.ts";
import { type DataTier, openDataTier } from "../data-tier.ts";
import { LifecycleRefused, TenantReadOnly } from "../errors.ts";
import type { PlacementKind } from "../routing/placement.ts";
import { getMember, upsertMember } from "../tenant/members.ts";
import { countMembers } from "../testing/count-members.ts";
import { countStatements } from "../testing/count-statements.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { TEST_SECRETS_KEY } from "../testing/global-setup.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { signIn } from "../testing/sign-in.ts";
import { deleteTenant, restoreTenant } from "./delete.ts";
import { followMembers } from "./follow-members.ts";
import { makeReadOnly } from "./read-only.ts";
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
const HOUR_MS = 3_600_000;
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR_MS);

const now = async (id: string) => (await tier.controlDb.read((tx) => getTenant(tx, id)))!;
const lastAudit = async (tenantId: string) =>
  (await tier.controlDb.read((tx) => listAudit(tx, { tenantId, limit: 1 }))).items[0];
const newMember = () => ({ ...testOwner(), role: "member" as const });

async function readOnlyTenant(kind?: PlacementKind) {
  const { id } = await testTenant(tier, { ...(kind && { kind }) });
  await makeReadOnly(tier, id, { actor, until: inHours(2), notice: "We move your data." });
  return now(id);
}

forEachPlacement((kind) => {
  test("nothing is written into a read-only tenant, and no statement sent; all of it is read", async () => {
    const db = tier.tenantRouter.connect(await readOnlyTenant(kind));
    const write = () => db.write((tx) => upsertMember(tx, newMember())).catch((error: unknown) => error);
    expect(await countStatements(write)).toBe(0);
    const refused = await write();
    expect(refused).toBeInstanceOf(TenantReadOnly);
    expect(refused).toMatchObject({ status: 503, notice: "We move your data." });
    const { until, retryAfterSeconds } = refused as TenantReadOnly;
    expect(until?.getTime()).toBeGreaterThan(Date.now());
    expect(retryAfterSeconds).toBeGreaterThan(7_000);
    expect(retryAfterSeconds).toBeLessThanOrEqual(7_200);
    expect(await db.read(countMembers)).toBe(1);
  });

  test("what says that it is written all the same is", async () => {
    const db = tier.tenantRouter.connect(await readOnlyTenant(kind));
    const member = newMember();
    await db.write((tx) => upsertMember(tx, member), { evenReadOnly: true });
    expect(await db.read((tx) => getMember(tx, member.id))).toMatchObject({ role: "member" });
  });

  test("its members follow the control plane as ever", async () => {
    const tenant = await readOnlyTenant(kind);
    const db = tier.tenantRouter.connect(tenant);
    const member = newMember();
    await db.write((tx) => upsertMember(tx, member), { evenReadOnly: true });
    expect(await followMembers(tier, tenant)).toEqual([member.id]);
    expect((await db.read((tx) => getMember(tx, member.id)))?.isActive ?? false).toBe(false);
  });

  test("resumed it takes changes again, and nothing is left of until when and why", async () => {
    const { id } = await readOnlyTenant(kind);
    expect(await resumeTenant(tier, id, by)).toBe(true);
    const back = await now(id);
    expect(back).toMatchObject({
      status: "active",
      readOnlySince: null,
      readOnlyUntil: null,
      readOnlyNotice: null,
    });
    await tier.tenantRouter.connect(back).write((tx) => upsertMember(tx, newMember()));
  });

  test("deleted and restored it is read-only again, since then, until then and for that", async () => {
    const before = await readOnlyTenant(kind);
    const jobs = () => adminQuery(tier, "SELECT FROM graphile_worker.jobs WHERE task_identifier = 'later'");
    const job = { tenantId: before.id, name: "later", payload: { tenantId: before.id } };
    await tier.controlDb.write((tx) => getTenantOrPark(tx, job));
    await deleteTenant(tier, before.id, by);
    await restoreTenant(tier, before.id, by);
    const { readOnlySince, readOnlyUntil, readOnlyNotice } = before;
    expect(await now(before.id)).toMatchObject({
      ...{ status: "read-only", deletedAt: null, readOnlySince, readOnlyUntil, readOnlyNotice },
    });
    expect(await jobs()).toEqual([]);
    await resumeTenant(tier, before.id, by);
    expect(await jobs()).toHaveLength(1);
    await adminQuery(tier, "TRUNCATE graphile_worker._private_jobs");
  });
});

test("nobody is signed out, and the journal and the audit log tell of it", async () => {
  const { id } = await testTenant(tier);
  const session = await signIn(tier, id);
  const until = inHours(1);
  expect(await makeReadOnly(tier, id, { actor, until, notice: "We move your data." })).toBe(true);
  expect(await session()).toBeDefined();
  expect(await lastAudit(id)).toMatchObject({
    action: "tenant.readOnly",
    actorKind: "staff",
    actorId: "user_staff",
    ip: "203.0.113.7",
    requestId: "req-1",
    detail: { until: until.toISOString(), reason: "We move your data." },
  });
  const journal = await tier.controlDb.read((tx) => listJournal(tx, id, "readOnly"));
  expect(journal).toMatchObject([{ state: "done", attempts: 1 }]);
});

test("another process hears of it at once", async () => {
  const { id, slug } = await testTenant(tier);
  const resolve = () => serving.tenantRegistry.resolveHostname({ hostname: `${slug}.app.localhost`, slug });
  expect(await resolve()).toMatchObject({ status: "active" });
  await makeReadOnly(tier, id, by);
  await expect.poll(async () => (await resolve())?.status).toBe("read-only");
  await resumeTenant(tier, id, by);
  await expect.poll(async () => (await resolve())?.status).toBe("active");
});

describe("once more", () => {
  test("the same is nothing: nothing is written the second time", async () => {
    const { id, readOnlyUntil: until, readOnlyNotice: notice } = await readOnlyTenant();
    const before = await lastAudit(id);
    expect(await makeReadOnly(tier, id, by)).toBe(false);
    expect(await makeReadOnly(tier, id, { actor, until, notice })).toBe(false);
    expect(await lastAudit(id)).toEqual(before);
  });

  test("until another time it is read-only since the same moment, and what was left out is as it was", async () => {
    const { id, readOnlySince } = await readOnlyTenant();
    const until = inHours(5);
    expect(await makeReadOnly(tier, id, { actor, until })).toBe(true);
    expect(await now(id)).toMatchObject({
      ...{ readOnlySince, readOnlyUntil: until, readOnlyNotice: "We move your data." },
    });
    expect(await makeReadOnly(tier, id, { actor, until: null, notice: null })).toBe(true);
    expect(await now(id)).toMatchObject({ readOnlySince, readOnlyUntil: null, readOnlyNotice: null });
  });

  test("an end that has passed ends nothing, and is told to nobody", async () => {
    const tenant = await readOnlyTenant();
    await adminQuery(
      tier,
      "UPDATE control.tenants SET read_only_until = now() - interval '1 h' WHERE id = $1",
      [tenant.id],
    );
    const db = tier.tenantRouter.connect(await now(tenant.id));
    const refused = await db.write(countMembers).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(TenantReadOnly);
    expect(refused).toMatchObject({ until: null, retryAfterSeconds: undefined });
  });
});

test("it may be suspended, and is active when that is over", async () => {
  const { id } = await readOnlyTenant();
  const session = await signIn(tier, id);
  await suspendTenant(tier, id, by);
  expect(await session()).toBeUndefined();
  expect(await now(id)).toMatchObject({ status: "suspended", readOnlySince: null, readOnlyNotice: null });
  await expect(makeReadOnly(tier, id, by)).rejects.toBeInstanceOf(LifecycleRefused);
  await resumeTenant(tier, id, by);
  expect((await now(id)).status).toBe("active");
});

test("it may be called something else, and is read-only under that name", async () => {
  const { id } = await readOnlyTenant();
  const slug = `t-${randomUUID().slice(0, 8)}`;
  await renameTenant(tier, id, { slug, actor });
  expect(await now(id)).toMatchObject({ slug, status: "read-only", readOnlyNotice: "We move your data." });
});
