import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import { listJournal } from "../control/journal.ts";
import { clusters } from "../control/schema/clusters.ts";
import { tenants } from "../control/schema/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { countMembers } from "../testing/count-members.ts";
import { countStatements } from "../testing/count-statements.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { claimSpare } from "./claim-spare.ts";
import { provisionTenant } from "./provision.ts";
import { refillSpares, SPARES_PER_CLUSTER } from "./spares.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());
beforeEach(async () => {
  await tier.controlDb.write((tx) => tx.update(clusters).set({ status: "accepting", maxTenants: 2_000 }));
});

const countSpares = () => tier.controlDb.read((tx) => tx.$count(tenants, eq(tenants.status, "spare")));

test("each accepting cluster is filled up to its number, and not beyond", async () => {
  expect(await refillSpares(tier)).toEqual([{ cluster: "main", made: SPARES_PER_CLUSTER }]);
  expect(await refillSpares(tier)).toEqual([{ cluster: "main", made: 0 }]);
  expect(await countSpares()).toBe(SPARES_PER_CLUSTER);
});

test("a new tenant takes a spare, which serves it at once", async () => {
  await refillSpares(tier);
  const before = await countSpares();
  const tenant = await testTenant(tier);
  expect(await countSpares()).toBe(before - 1);
  expect(tenant).toMatchObject({ status: "active", plan: "standard" });
  expect(await tier.tenantRouter.connect(tenant).read(countMembers)).toBe(1);
  const steps = await tier.controlDb.read((tx) => listJournal(tx, tenant.id));
  expect(steps.map(({ step }) => step)).toEqual(["owner", "activate"]);
});

test("of many who come at once each gets a spare of its own, or a new place", async () => {
  await refillSpares(tier);
  const made = await Promise.all(Array.from({ length: SPARES_PER_CLUSTER + 3 }, () => testTenant(tier)));
  expect(new Set(made.map(({ id }) => id)).size).toBe(made.length);
  expect(await countSpares()).toBe(0);
  for (const tenant of made) expect(await tier.tenantRouter.connect(tenant).read(countMembers)).toBe(1);
});

test("a claim makes nothing, whatever a schema has in it: two statements that write to one row", async () => {
  await refillSpares(tier);
  const identity = {
    slug: `claim-${randomUUID().slice(0, 8)}`,
    name: "Claim",
    plan: "standard" as const,
    organizationId: `org_${randomUUID()}`,
  };
  const countMade = () =>
    adminQuery(
      tier,
      "SELECT (SELECT count(*) FROM pg_class) AS tables, (SELECT count(*) FROM pg_namespace) AS schemas",
    );
  const madeBefore = await countMade();
  await tier.controlDb.write(async (tx) => {
    const claim = () => claimSpare(tx, identity, { region: undefined, cluster: undefined });
    expect(await countStatements(claim)).toBe(2);
  });
  expect(await countMade()).toEqual(madeBefore);
  const taken = await adminQuery(tier, "SELECT FROM control.tenants WHERE slug = $1", [identity.slug]);
  expect(taken).toHaveLength(1);
});

test("spares that a kill left half made are finished, and no schema is left without a row", async () => {
  await refillSpares(tier);
  const half = await tier.controlDb.write((tx) =>
    tx
      .update(tenants)
      .set({ status: "provisioning", schemaVersion: null })
      .where(eq(tenants.status, "spare"))
      .returning({ id: tenants.id }),
  );
  expect(await refillSpares(tier)).toMatchObject([{ made: half.length }]);
  expect(await countSpares()).toBe(SPARES_PER_CLUSTER);
  const tenant = await testTenant(tier);
  expect(half.map(({ id }) => id)).toContain(tenant.id);
  expect(await tier.tenantRouter.connect(tenant).read(countMembers)).toBe(1);
});

test("a spare that is behind is not given out", async () => {
  await refillSpares(tier);
  await tier.controlDb.write((tx) =>
    tx.update(tenants).set({ schemaVersion: "20200101000000_old" }).where(eq(tenants.status, "spare")),
  );
  const before = await countSpares();
  await testTenant(tier);
  expect(await countSpares()).toBe(before);
  await tier.controlDb.write((tx) => tx.delete(tenants).where(eq(tenants.status, "spare")));
});

test("a cluster that accepts nobody, or has no room, gets no spares", async () => {
  await tier.controlDb.write((tx) => tx.update(clusters).set({ status: "draining" }));
  expect(await refillSpares(tier)).toEqual([]);
  const placed = await tier.controlDb.read((tx) => tx.$count(tenants));
  await tier.controlDb.write((tx) =>
    tx.update(clusters).set({ status: "accepting", maxTenants: placed + 1 }),
  );
  expect((await refillSpares(tier, { perCluster: 50 }))[0]?.made).toBeLessThanOrEqual(1);
});

test("while one process fills, another does nothing", async () => {
  await withAdmin(tier.urls.adminUrl, async (client) => {
    await client.query("SELECT pg_advisory_lock(hashtextextended('tenantry:spares', 0))");
    expect(await refillSpares(tier)).toEqual([]);
  });
});

test("a dedicated database takes no spare", async () => {
  await refillSpares(tier);
  const before = await countSpares();
  const name = `own-${randomUUID().slice(0, 8)}`;
  const organizationId = `org_${randomUUID()}`;
  const owner = testOwner();
  const tenant = await provisionTenant(tier, { organizationId, slug: name, name, plan: "enterprise", owner });
  expect(tenant.placement.kind).toBe("database");
  expect(await countSpares()).toBe(before);
});
