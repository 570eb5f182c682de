// Threat: one person makes workspaces by the dozen, each a schema or a database, faster than anybody counts.
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { entitlementsOf } from "../control/entitlements.ts";
import { upsertMembership } from "../control/memberships.ts";
import { listRestorable, mayOwnAnother } from "../control/owned.ts";
import { DELETED_GRACE_DAYS } from "../control/retention.ts";
import { tenants } from "../control/schema/tenants.ts";
import { getTenant } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { OwnerLimitReached } from "../errors.ts";
import { scratchDataTier, testOwner } from "../testing/scratch.ts";
import { deleteTenant } from "./delete.ts";
import { provisionTenant } from "./provision.ts";
import type { Owner, ProvisionRequest } from "./provision-request.ts";
import { reserveTenant } from "./reserve.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const requestOf = (owner: Owner, changes: Partial<ProvisionRequest> = {}): ProvisionRequest => ({
  organizationId: `org_${randomUUID()}`,
  slug: `owned-${randomUUID().slice(0, 13)}`,
  name: "Owned",
  owner,
  isOwnerLimited: true,
  ...changes,
});
/** The transaction that makes a tenant; its place is made afterwards, and is not what is counted. */
const reserve = (request: ProvisionRequest) => tier.controlDb.write((tx) => reserveTenant(tx, tier, request));

test.each(["standard", "enterprise"] as const)(
  "a person owns as many tenants on the plan %s as one may, however many are asked for at once",
  async (plan) => {
    const owner = testOwner();
    const asked = entitlementsOf(plan).maxOwned + 6;
    const outcomes = await Promise.allSettled(
      Array.from({ length: asked }, () => reserve(requestOf(owner, { plan }))),
    );
    const refused = outcomes
      .filter((outcome) => outcome.status === "rejected")
      .map(({ reason }) => reason as unknown);
    expect(refused).toHaveLength(6);
    for (const reason of refused) expect(reason).toBeInstanceOf(OwnerLimitReached);
    expect(await tier.controlDb.read((tx) => mayOwnAnother(tx, owner.id, plan))).toBe(false);
  },
);

test("another plan, another person, and whoever staff make tenants for are not held up by it", async () => {
  const owner = testOwner();
  for (let n = 0; n < entitlementsOf("enterprise").maxOwned; n++)
    await reserve(requestOf(owner, { plan: "enterprise" }));
  await expect(reserve(requestOf(owner, { plan: "enterprise" }))).rejects.toBeInstanceOf(OwnerLimitReached);
  await reserve(requestOf(owner, { plan: "standard" }));
  await reserve(requestOf(testOwner(), { plan: "enterprise" }));
  await reserve(requestOf(owner, { plan: "enterprise", isOwnerLimited: false }));
});

test("what is deleted makes room, and asking again for what there is costs none", async () => {
  const owner = testOwner();
  const first = await provisionTenant(tier, requestOf(owner, { plan: "enterprise", kind: "schema" }));
  const last = requestOf(owner, { plan: "enterprise" });
  for (let n = 2; n < entitlementsOf("enterprise").maxOwned; n++)
    await reserve(requestOf(owner, { plan: "enterprise" }));
  const { tenant } = await reserve(last);
  expect((await reserve(last)).tenant.id).toBe(tenant.id);
  await expect(reserve(requestOf(owner, { plan: "enterprise" }))).rejects.toBeInstanceOf(OwnerLimitReached);
  await deleteTenant(tier, first.id, { actor: { kind: "system" } });
  await reserve(requestOf(owner, { plan: "enterprise" }));
});

// Threat: somebody who was only a member, or anybody else, is told that a workspace was there.
test("owners alone see what they owned and is deleted, until the day on which it can no longer be restored", async () => {
  const [owner, member] = [testOwner(), testOwner()];
  const tenant = await provisionTenant(tier, requestOf(owner, { kind: "schema" }));
  const membership = { tenantId: tenant.id, userId: member.id, role: "member" as const };
  await tier.controlDb.write((tx) => upsertMembership(tx, { ...membership, sourceUpdatedAt: new Date() }));
  const seenBy = (userId: string) => tier.controlDb.read((tx) => listRestorable(tx, userId));
  expect(await seenBy(owner.id)).toEqual([]);
  await deleteTenant(tier, tenant.id, { actor: { kind: "staff" } });
  const [seen] = await seenBy(owner.id);
  expect(seen).toMatchObject({ tenantId: tenant.id, name: tenant.name });
  const deleted = await tier.controlDb.read((tx) => getTenant(tx, tenant.id));
  const days = ((seen?.until.getTime() ?? 0) - (deleted?.deletedAt?.getTime() ?? 0)) / 86_400_000;
  expect(Math.round(days)).toBe(DELETED_GRACE_DAYS);
  expect(await seenBy(member.id)).toEqual([]);
  const long = new Date(Date.now() - (DELETED_GRACE_DAYS + 1) * 86_400_000);
  await tier.controlDb.write((tx) =>
    tx.update(tenants).set({ deletedAt: long }).where(eq(tenants.id, tenant.id)),
  );
  expect(await seenBy(owner.id)).toEqual([]);
});
