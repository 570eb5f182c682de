/** The log is asked by the names that people know: an address, a slug that is nobody's any more. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import { deleteTenant } from "../lifecycle/delete.ts";
import { purgeTenant } from "../lifecycle/purge.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { listAudit, listPurgedUnderSlug, SYSTEM } from "./audit-log.ts";
import { upsertUser } from "./users.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

test("an actor is found by the address, in whatever capitals, and by the id", async () => {
  const id = `user_${randomUUID()}`;
  const email = `${id}@example.com`.toLowerCase();
  const person = {
    id,
    email,
    firstName: "Sam",
    lastName: null,
    avatarUrl: null,
    sourceUpdatedAt: new Date(),
  };
  await tier.controlDb.write((tx) => upsertUser(tx, person));
  const tenant = await testTenant(tier);
  await deleteTenant(tier, tenant.id, { actor: { kind: "staff", id } });
  for (const actorId of [id, email, email.toUpperCase()]) {
    const { items } = await tier.controlDb.read((tx) => listAudit(tx, { actorId }));
    expect(items, actorId).toMatchObject([{ action: "tenant.delete", tenantId: tenant.id }]);
  }
  const nobody = await tier.controlDb.read((tx) => listAudit(tx, { actorId: "nobody@example.com" }));
  expect(nobody.items).toEqual([]);
});

test("the slug of a tenant that was purged still finds its rows", async () => {
  const { id, slug } = await testTenant(tier);
  await deleteTenant(tier, id, { actor: SYSTEM });
  await purgeTenant(tier, id, { actor: SYSTEM });
  const tenantIds = await tier.controlDb.read((tx) => listPurgedUnderSlug(tx, slug));
  expect(tenantIds).toEqual([id]);
  const { items } = await tier.controlDb.read((tx) => listAudit(tx, { tenantIds }));
  expect(items.map(({ action }) => action)).toEqual(
    expect.arrayContaining(["tenant.delete", "tenant.purge"]),
  );
  expect(await tier.controlDb.read((tx) => listPurgedUnderSlug(tx, "nobody"))).toEqual([]);
});
