import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { countAllTables } from "../cluster/count-tables.ts";
import type { DataTier } from "../data-tier.ts";
import { PlacementUnavailable } from "../errors.ts";
import { provisionTenant } from "../lifecycle/provision.ts";
import { refillSpares } from "../lifecycle/spares.ts";
import { TABLES_PER_TENANT } from "../tenant/tables.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { listClusterCapacities, pickCluster } from "./capacity.ts";
import { clusters } from "./schema/clusters.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());
beforeEach(() => setMain({ maxTenants: 2_000, maxTables: 100_000, tables: 0, status: "accepting" }));

const setMain = (changes: Partial<typeof clusters.$inferInsert>) =>
  tier.controlDb.write((tx) => tx.update(clusters).set(changes).where(eq(clusters.name, "main")));
const main = async () =>
  (await tier.controlDb.read(listClusterCapacities)).find(({ name }) => name === "main")!;
const pick = (request: Parameters<typeof pickCluster>[1]) =>
  tier.controlDb.read(async (tx) => (await pickCluster(tx, request))?.name);

test("a tenant takes as many tables as are counted for it", async () => {
  const { placement } = await testTenant(tier);
  const text = "SELECT FROM pg_tables WHERE schemaname = $1";
  expect(await adminQuery(tier, text, [placement.schema])).toHaveLength(TABLES_PER_TENANT);
});

test("the last tenant that fits is placed, and the next one is not", async () => {
  const { tenants } = await main();
  await setMain({ maxTenants: tenants + 1 });
  expect(await main()).toMatchObject({ free: 1, status: "accepting" });
  await testTenant(tier);
  expect(await main()).toMatchObject({ free: 0, status: "full" });
  await expect(testTenant(tier)).rejects.toThrow(/No cluster has room/);
  expect(await pick({ kind: "schema", cluster: "main" })).toBeUndefined();
});

test("a cluster whose catalog is full takes no schema any more, but a database, which has a catalog of its own", async () => {
  expect(await countAllTables(tier)).toEqual([]);
  const { tables } = await main();
  expect(tables).toBeGreaterThan(TABLES_PER_TENANT);
  await setMain({ maxTables: tables + TABLES_PER_TENANT });
  expect(await main()).toMatchObject({ free: 1 });
  await setMain({ maxTables: tables + TABLES_PER_TENANT - 1 });
  expect(await main()).toMatchObject({ free: 0, status: "full" });
  expect(await pick({ kind: "schema" })).toBeUndefined();
  expect(await pick({ kind: "database" })).toBe("main");
  await expect(testTenant(tier)).rejects.toThrow(/No cluster has room/);
});

test("from nine tenths of either limit on a cluster is nearly full", async () => {
  await setMain({ tables: 89_999 });
  expect(await main()).toMatchObject({ isNearlyFull: false });
  await setMain({ tables: 90_000 });
  expect(await main()).toMatchObject({ isNearlyFull: true, share: 0.9 });
  const { tenants } = await main();
  await setMain({ tables: 0, maxTenants: tenants });
  expect(await main()).toMatchObject({ isNearlyFull: true, share: 1 });
});

test("between two counts the tables of the tenants that came since are reckoned with", async () => {
  const { tenants, free } = await main();
  await setMain({ maxTables: (tenants + 3) * TABLES_PER_TENANT });
  expect(free).toBeGreaterThan(3);
  expect(await main()).toMatchObject({ free: 3, tables: tenants * TABLES_PER_TENANT });
});

test("a cluster that is named, full or draining, is refused by its name", async () => {
  const name = "named";
  const request = {
    organizationId: "org_named",
    slug: name,
    name,
    kind: "schema" as const,
    owner: testOwner(),
  };
  const place = () => provisionTenant(tier, { ...request, cluster: "main" });
  const { tenants } = await main();
  await setMain({ maxTenants: tenants });
  await expect(place()).rejects.toThrow("Cluster main is full or does not accept tenants.");
  await setMain({ maxTenants: 2_000, status: "draining" });
  await expect(place()).rejects.toThrow("Cluster main is full or does not accept tenants.");
  expect(await main()).toMatchObject({ status: "draining" });
  await setMain({ status: "accepting" });
  expect((await place()).placement.cluster).toBe("main");
});

test("of many that are asked for at once no more are placed than fit, tenants and spares alike", async () => {
  const { tenants } = await main();
  const room = 3;
  await setMain({ maxTenants: tenants + room });
  const spares = refillSpares(tier, { perCluster: 2 });
  const asked = await Promise.allSettled(
    Array.from({ length: 8 }, (_, n) => testTenant(tier, { kind: n % 4 === 0 ? "database" : "schema" })),
  );
  await spares;
  const refused = asked.filter(({ status }) => status === "rejected") as PromiseRejectedResult[];
  for (const { reason } of refused) expect(reason).toBeInstanceOf(PlacementUnavailable);
  expect(await main()).toMatchObject({ tenants: tenants + room, free: 0 });
});
