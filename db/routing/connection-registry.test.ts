import { afterAll, beforeAll, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import { DatabaseUnavailable } from "../errors.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { createConnectionRegistry } from "./create-connection-registry.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const registry = () =>
  createConnectionRegistry({
    openSecret: tier.secrets.open,
    pipelines: tier.pipelines,
    resolveCluster: async () => ({ url: tier.urls.url }),
  });

forEachPlacement((kind) => {
  test("once closed, no connection is lent any more", async () => {
    const { placement } = await testTenant(tier, { kind });
    const connections = registry();
    (await connections.acquire(placement)).release();
    await connections.close();
    await expect(connections.acquire(placement)).rejects.toBeInstanceOf(DatabaseUnavailable);
    expect(connections.stats()).toEqual([]);
  });

  test("a pool that is opened while the registry closes is closed as well", async () => {
    const { placement } = await testTenant(tier, { kind });
    const connections = registry();
    const asked = connections.acquire(placement).then((lease) => lease.release());
    await connections.close();
    await asked.catch(() => {});
    expect(connections.stats()).toEqual([]);
  });
});
