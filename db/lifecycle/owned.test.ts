// Threat: one person makes workspaces by the dozen, each a schema or a database, faster than anybody counts.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { entitlementsOf } from "../control/entitlements.ts";
import { mayOwnAnother } from "../control/owned.ts";
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
