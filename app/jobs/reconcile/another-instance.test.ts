// Threat: the key of an instance in which nobody is: everybody whom we know is taken for deleted.
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { getMembershipRole, getUserById, upsertMembership, upsertUser } from "#app/db.people.server.ts";
import { testOwner, testTenant } from "#db/testing/scratch.ts";
import { type Inbox, openInbox } from "../testing/inbox.ts";
import { reconcileIdentity } from "./reconcile.ts";

vi.hoisted(() => {
  process.env.PORT = "1";
});

let inbox: Inbox;
beforeAll(async () => {
  inbox = await openInbox();
});
afterAll(() => inbox.close());

test("an instance of the provider without any people, or any organization, is refused, with nothing deleted", async () => {
  const owner = testOwner();
  const tenant = await testTenant(inbox.tier, { owner });
  const key = { tenantId: tenant.id, userId: owner.id };
  await inbox.write(async (tx) => {
    await upsertUser(tx, { ...owner, sourceUpdatedAt: new Date() });
    await upsertMembership(tx, { ...key, role: "owner", sourceUpdatedAt: new Date() });
  });
  const refusedBy = () => reconcileIdentity(inbox.tier, { pauseMs: 0 }).catch((error: unknown) => error);
  expect(await refusedBy()).toMatchObject({
    name: "RemovalsRefused",
    message: expect.stringContaining("user") as string,
  });
  await inbox.newPerson();
  expect(await refusedBy()).toMatchObject({
    name: "RemovalsRefused",
    message: expect.stringContaining("organization") as string,
  });
  expect(await inbox.read((tx) => getUserById(tx, owner.id))).toBeDefined();
  expect(await inbox.read((tx) => getMembershipRole(tx, key))).toBe("owner");
  expect((await inbox.tenantOf(tenant.organizationId ?? "")).status).toBe("active");
});
