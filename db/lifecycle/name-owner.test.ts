// Threat: whoever was in charge of a workspace is gone, and nobody can be put in charge, or anybody can.
import { afterAll, beforeAll, expect, test } from "vitest";
import { TELL_MEMBER_JOB } from "../control/member-changes.ts";
import { getMembershipRole } from "../control/memberships.ts";
import { getOverview } from "../control/overview.ts";
import { listTenantsPage } from "../control/tenant-list.ts";
import { deleteUser, upsertUser } from "../control/users.ts";
import type { DataTier } from "../data-tier.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { nameOwner } from "./name-owner.ts";
import { suspendTenant } from "./suspend.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const BY = { actor: { kind: "staff" as const, id: "sam" } };

async function ownerless() {
  const owner = testOwner();
  const tenant = await testTenant(tier, { owner });
  await tier.controlDb.write((tx) => deleteUser(tx, owner.id, new Date()));
  return tenant;
}
async function somebody(email = testOwner().email) {
  const person = { ...testOwner({ email }), sourceUpdatedAt: new Date() };
  await tier.controlDb.write((tx) => upsertUser(tx, person));
  return person;
}

test("a tenant whose last owner is gone is shown to staff, and has an owner once one is named", async () => {
  const [tenant, person] = [await ownerless(), await somebody()];
  const find = async () => {
    const [page, overview] = await tier.controlDb.read((tx) =>
      Promise.all([listTenantsPage(tx, { ownerless: true, direction: "asc" }), getOverview(tx)]),
    );
    return [page.items.map(({ id }) => id), page.total, overview.ownerless];
  };
  expect(await find()).toEqual([[tenant.id], 1, 1]);
  expect(await nameOwner(tier, tenant.id, { person: person.email.toUpperCase(), ...BY })).toBe(true);
  expect(await find()).toEqual([[], 0, 0]);
  const key = { tenantId: tenant.id, userId: person.id };
  expect(await tier.controlDb.read((tx) => getMembershipRole(tx, key))).toBe("owner");
  const rows = await adminQuery(
    tier,
    "SELECT payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = $1",
    [TELL_MEMBER_JOB],
  );
  expect(rows).toEqual([{ payload: { ...key, isNamed: true } }]);
  expect(await nameOwner(tier, tenant.id, { person: person.id, ...BY })).toBe(false);
});

test("nobody is named who is not known, is gone, or is not the only one by that address", async () => {
  const tenant = await ownerless();
  const [twin] = [await somebody(), await somebody("twice@example.com"), await somebody("twice@example.com")];
  const gone = await somebody();
  await tier.controlDb.write((tx) => deleteUser(tx, gone.id, new Date()));
  for (const person of ["nobody@example.com", "TWICE@example.com", gone.id, "%", ""])
    await expect(nameOwner(tier, tenant.id, { person, ...BY })).rejects.toMatchObject({
      name: "PersonUnknown",
    });
  expect(await nameOwner(tier, tenant.id, { person: twin.id, ...BY })).toBe(true);
});

test("a suspended tenant may be given an owner", async () => {
  const [tenant, person] = [await ownerless(), await somebody()];
  await suspendTenant(tier, tenant.id, BY);
  expect(await nameOwner(tier, tenant.id, { person: person.id, ...BY })).toBe(true);
});
