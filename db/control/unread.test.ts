// Threat: a workspace's pages tell of, or change, what is another workspace's.
import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import { AccessRefused } from "../errors.ts";
import { suspendTenant } from "../lifecycle/suspend.ts";
import type { Tenant } from "../routing/tenant.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { endMembership, upsertMembership } from "./memberships.ts";
import { listOwnWorkspaces } from "./own-workspaces.ts";
import { memberships } from "./schema/people.ts";
import { noteUnread } from "./unread.ts";

let tier: DataTier;
let here: Tenant;
let there: Tenant;
let userId: string;
beforeAll(async () => {
  tier = await scratchDataTier();
  [here, there] = [await testTenant(tier, { slug: "zebra" }), await testTenant(tier, { slug: "aardvark" })];
});
beforeEach(async () => {
  userId = `user_${randomUUID()}`;
  for (const { id } of [here, there]) await join(id);
});
afterAll(() => tier.close());

const join = (tenantId: string) =>
  tier.controlDb.write((tx) =>
    upsertMembership(tx, { tenantId, userId, role: "member", sourceUpdatedAt: new Date() }),
  );
const listed = async (limit = 10) =>
  (await tier.controlDb.read((tx) => listOwnWorkspaces(tx, { tenantId: here.id, userId }, limit))).map(
    ({ name, unread }) => `${name} ${unread}`,
  );

test("a tenant writes how many wait for its own people, and for nobody else's", async () => {
  const asHere = tier.controlDb.forTenant(here.id);
  await asHere.write((tx) => noteUnread(tx, { tenantId: here.id, userId }, 3));
  await asHere.write((tx) => noteUnread(tx, { tenantId: there.id, userId }, 9));
  expect(await listed()).toEqual(["zebra 3", "aardvark 0"]);
});

test("of a membership a tenant's pages write nothing but that number", async () => {
  const asHere = tier.controlDb.forTenant(here.id);
  const isOwn = eq(memberships.userId, userId);
  for (const set of [{ role: "owner" as const }, { deletedAt: null }, { deactivatedAt: sql`now()` }]) {
    const change = asHere.write((tx) => tx.update(memberships).set(set).where(isOwn));
    await expect(change).rejects.toThrow(AccessRefused);
  }
});

test("where one is comes first, the others by name, as many as are asked for", async () => {
  expect(await listed()).toEqual(["zebra 0", "aardvark 0"]);
  expect(await listed(1)).toEqual(["zebra 0"]);
});

test("what a person may not enter, or what does not serve, is not listed", async () => {
  const over = { key: { tenantId: there.id, userId }, deletedAt: new Date(Date.now() + 1_000) };
  await tier.controlDb.write((tx) => endMembership(tx, over));
  expect(await listed()).toEqual(["zebra 0"]);
  const closed = await testTenant(tier);
  await join(closed.id);
  expect(await listed()).toHaveLength(2);
  await suspendTenant(tier, closed.id, { actor: { kind: "staff" } });
  expect(await listed()).toEqual(["zebra 0"]);
  await tier.controlDb.write((tx) =>
    tx.update(memberships).set({ deactivatedAt: sql`now()` }).where(eq(memberships.userId, userId)),
  );
  expect(await listed()).toEqual([]);
});
