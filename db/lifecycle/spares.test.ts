import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import { listJournal } from "../control/journal.ts";
import { clusters, tenants } from "../control/schema.ts";
import type { DataTier } from "../data-tier.ts";
import { countMembers } from "../tenant/members.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { claimSpare } from "./claim-spare.ts";
import { provisionTenant } from "./provision.ts";
import { refillSpares, SPARES_PER_CLUSTER } from "./spares.ts";

/** What the database spends on a claim. */
const CLAIM_WITHIN_MS = 5;

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

test("a claim takes the database less than five milliseconds", async () => {
  await refillSpares(tier, { perCluster: 15 });
  const took: number[] = [];
  for (let n = 0; n < 15; n++) {
    const organizationId = `org_${randomUUID()}`;
    const identity = {
      slug: `claim-${randomUUID().slice(0, 8)}`,
      name: "Claim",
      plan: "standard" as const,
      organizationId,
    };
    await tier.controlDb.write(async (tx) => {
      const clock = async () => {
        const { rows } = await tx.execute<{ ms: number }>(
          sql`select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms`,
        );
        return rows[0]!.ms;
      };
      const startedAt = await clock();
      expect(await claimSpare(tx, identity, { region: undefined, cluster: undefined })).toBeTruthy();
      took.push((await clock()) - startedAt);
    });
  }
  took.sort((one, other) => one - other);
  expect(took[7]).toBeLessThan(CLAIM_WITHIN_MS);
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
