import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import type { DataTier } from "../data-tier.ts";
import { TENANTS_AT_WORK } from "../routing/pool-names.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { makeDurable } from "./flight.ts";
import { MAX_REST_RATIO, restRatio, SERVING_REST_RATIO } from "./pace.ts";

describe("a run", () => {
  test("rests while tenants are served, and only then", () => {
    expect(restRatio(undefined)(true)).toBe(SERVING_REST_RATIO);
    expect(restRatio(undefined)(false)).toBe(0);
  });

  test("rests as it was asked to, whether tenants are served or not, and never all the time", () => {
    expect([true, false].map(restRatio(0.5))).toEqual([0.5, 0.5]);
    expect([true, false].map(restRatio(0))).toEqual([0, 0]);
    expect(restRatio(MAX_REST_RATIO + 0.01)(false)).toBe(MAX_REST_RATIO);
    expect(restRatio(-1)(true)).toBe(0);
  });
});

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

forEachPlacement((kind) => {
  test("a tenant's transaction is seen while it lasts, and what waits idle is not", async () => {
    const tenant = await testTenant(tier, { kind });
    const { database } = tenant.placement;
    // Other tests are at work on the same server, in databases of their own.
    const look = `SELECT EXISTS (SELECT FROM pg_stat_activity WHERE ${TENANTS_AT_WORK} AND datname = current_database()) AS seen`;
    const seen = () =>
      withAdmin(tier.urls.adminUrl, async (client) => (await client.query(look)).rows[0]?.seen as boolean, {
        database,
      });
    const during = await tier.tenantRouter.connect(tenant).read(async (tx) => {
      await tx.execute(sql`select 1`);
      const { isServing } = await withAdmin(tier.urls.adminUrl, makeDurable, { database });
      return [await seen(), isServing];
    });
    expect(during).toEqual([true, true]);
    await expect.poll(seen).toBe(false);
  });
});
