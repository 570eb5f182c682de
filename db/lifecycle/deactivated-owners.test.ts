// Threat: an owner who is kept out counts as somebody in charge, or is shown what only owners see.
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeActivity } from "../control/member-activity.ts";
import { changeMembership, isLastOwner, undoMembershipChange } from "../control/member-changes.ts";
import { getMembershipRole, getMembershipState, upsertMembership } from "../control/memberships.ts";
import { listRestorable } from "../control/owned.ts";
import { getTenantDetail } from "../control/tenant-detail.ts";
import { listTenantsPage } from "../control/tenant-list.ts";
import { deleteUser, upsertUser } from "../control/users.ts";
import type { DataTier } from "../data-tier.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { deleteTenant } from "./delete.ts";
import { nameOwner } from "./name-owner.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const STAFF = { actor: { kind: "staff" as const, id: "sam" } };
const byOwner = (userId: string) => ({
  userId,
  actor: { kind: "member" as const, id: userId },
  may: () => true,
});

/** A tenant of two owners, of whom one keeps the other out. */
async function withOneKeptOut() {
  const [owner, other] = [testOwner(), testOwner()];
  const tenant = await testTenant(tier, { owner });
  const key = { tenantId: tenant.id, userId: other.id };
  await tier.controlDb.write(async (tx) => {
    await upsertUser(tx, { ...other, sourceUpdatedAt: new Date() });
    await upsertMembership(tx, { ...key, role: "owner", sourceUpdatedAt: new Date() });
  });
  const by = byOwner(owner.id);
  await tier.controlDb.write((tx) => changeActivity(tx, { key, by, isActive: false }));
  return { tenant, owner, other, key, by };
}

test("who is kept out is no second owner: the other stays the last one", async () => {
  const { tenant, owner, by } = await withOneKeptOut();
  const key = { tenantId: tenant.id, userId: owner.id };
  expect(await tier.controlDb.read((tx) => isLastOwner(tx, key))).toBe(true);
  for (const to of ["admin", undefined] as const)
    await expect(tier.controlDb.write((tx) => changeMembership(tx, { key, to, by }))).rejects.toMatchObject({
      name: "LastOwner",
    });
});

test("a tenant whose owners are gone, or kept out, is ownerless, and whom staff name is in again", async () => {
  const { tenant, owner, other, key } = await withOneKeptOut();
  await tier.controlDb.write((tx) => deleteUser(tx, owner.id, new Date()));
  const page = await tier.controlDb.read((tx) => listTenantsPage(tx, { ownerless: true, direction: "asc" }));
  expect(page.items.map(({ id }) => id)).toEqual([tenant.id]);
  expect((await tier.controlDb.read((tx) => getTenantDetail(tx, tenant.id)))?.owners).toEqual([]);
  expect(await nameOwner(tier, tenant.id, { person: other.id, ...STAFF })).toBe(true);
  expect(await tier.controlDb.read((tx) => getMembershipRole(tx, key))).toBe("owner");
});

test("an owner who is kept out is not told of the deleted workspace", async () => {
  const { tenant, owner, other } = await withOneKeptOut();
  await deleteTenant(tier, tenant.id, STAFF);
  const seenBy = ({ id }: { id: string }) => tier.controlDb.read((tx) => listRestorable(tx, id));
  expect((await seenBy(owner)).map(({ tenantId }) => tenantId)).toEqual([tenant.id]);
  expect(await seenBy(other)).toEqual([]);
});

test("a removal that the provider refused leaves out who was kept out before", async () => {
  const { key, by } = await withOneKeptOut();
  const made = await tier.controlDb.write((tx) => changeMembership(tx, { key, to: undefined, by }));
  if (made) expect(await tier.controlDb.write((tx) => undoMembershipChange(tx, made))).toBe(true);
  expect(await tier.controlDb.read((tx) => getMembershipState(tx, key))).toMatchObject({
    role: "owner",
    isDeactivated: true,
  });
});

test("an owner whom the provider bars is nobody in charge: the other stays the last one, and nobody names them", async () => {
  const [owner, barred] = [testOwner(), testOwner()];
  const { id: tenantId } = await testTenant(tier, { owner });
  await tier.controlDb.write(async (tx) => {
    await upsertUser(tx, { ...barred, isBarred: true, sourceUpdatedAt: new Date() });
    const key = { tenantId, userId: barred.id };
    await upsertMembership(tx, { ...key, role: "owner", sourceUpdatedAt: new Date() });
  });
  const key = { tenantId, userId: owner.id };
  const named = async () => (await tier.controlDb.read((tx) => getTenantDetail(tx, tenantId)))?.owners;
  expect(await tier.controlDb.read((tx) => isLastOwner(tx, key))).toBe(true);
  expect((await named())?.map(({ id }) => id)).toEqual([owner.id]);
  await tier.controlDb.write((tx) => deleteUser(tx, owner.id, new Date()));
  const page = await tier.controlDb.read((tx) => listTenantsPage(tx, { ownerless: true }));
  expect(page.items.map(({ id }) => id)).toContain(tenantId);
  expect(await named()).toEqual([]);
  await expect(nameOwner(tier, tenantId, { person: barred.id, ...STAFF })).rejects.toMatchObject({
    name: "PersonUnknown",
  });
});
