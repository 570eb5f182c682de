import { setImmediate as inLine } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DataTier } from "../data-tier.ts";
import { ConnectionLimitReached, PlacementUnavailable } from "../errors.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { DEDICATED_POOL_LIMITS, dedicatedDatabases } from "./dedicated-database.ts";
import type { Tenant } from "./tenant.ts";

let tier: DataTier;
let tenants: Tenant[];
const MAX_POOLS = 2;

beforeAll(async () => {
  tier = await scratchDataTier();
  tenants = [];
  for (let n = 0; n < 3; n++) tenants.push(await testTenant(tier, { kind: "database" }));
});
afterAll(() => tier.close());

const place = (n: number) => tenants[n]?.placement as Tenant["placement"];
const registry = (checkoutWaitMs = 3_000) =>
  dedicatedDatabases(
    {
      openSecret: tier.secrets.open,
      pipelines: tier.pipelines,
      resolveCluster: async () => ({ url: tier.urls.url }),
    },
    { ...DEDICATED_POOL_LIMITS, maxConnections: 1, maxPerTenant: 1, checkoutWaitMs },
    MAX_POOLS,
  );

describe("dedicated databases", () => {
  test("each is reached by its own login", async () => {
    const connections = registry();
    const lease = await connections.acquire(place(0));
    const { rows } = await lease.client.query("SELECT session_user AS login, current_database() AS database");
    expect(rows[0]).toEqual({ login: place(0).login?.user, database: place(0).database });
    lease.release();
    await connections.close();
  });

  test("the least recently used makes room, and the cap holds", async () => {
    const connections = registry();
    for (const n of [0, 1, 0, 2]) (await connections.acquire(place(n))).release();
    const names = connections.stats().map(({ name }) => name);
    expect(names).toEqual([0, 2].map((n) => `main/${place(n).database}`));
    await connections.close();
  });

  test("where all are busy the next waits until one is free", async () => {
    const connections = registry();
    const held = [await connections.acquire(place(0)), await connections.acquire(place(1))];
    const third = connections.acquire(place(2));
    held[0]?.release();
    (await third).release();
    held[1]?.release();
    expect(connections.stats().length).toBeLessThanOrEqual(MAX_POOLS);
    await connections.close();
  });

  test("a wait for room ends with ConnectionLimitReached, and the place is not lost", async () => {
    const connections = registry(50);
    const held = [await connections.acquire(place(0)), await connections.acquire(place(1))];
    await expect(connections.acquire(place(2))).rejects.toBeInstanceOf(ConnectionLimitReached);
    for (const lease of held) lease.release();
    (await connections.acquire(place(2))).release();
    await connections.close();
  });

  test("many at once over more databases than the cap all get their turn, within it", async () => {
    const connections = registry(20_000);
    let most = 0;
    const use = async (n: number) => {
      const lease = await connections.acquire(place(n % 3));
      most = Math.max(most, connections.stats().length);
      const { rows } = await lease.client.query<{ name: string }>("SELECT current_database() AS name");
      expect(rows[0]?.name).toBe(place(n % 3).database);
      lease.release();
    };
    await Promise.all(Array.from({ length: 60 }, (_, n) => use(n)));
    expect(most).toBeLessThanOrEqual(MAX_POOLS);
    await connections.close();
  });

  test("an eviction while leases are out frees one place, once", async () => {
    const connections = registry(500);
    const [first, second] = [await connections.acquire(place(0)), await connections.acquire(place(1))];
    const third = connections.acquire(place(2));
    await inLine();
    const evicted = connections.evict(place(0));
    first.release();
    await evicted;
    const held = [second, await third];
    await expect(connections.acquire(place(0))).rejects.toBeInstanceOf(ConnectionLimitReached);
    for (const lease of held) lease.release();
    (await connections.acquire(place(0))).release();
    await connections.close();
  });

  test("an eviction takes the pool that it was asked of, not the one that came after", async () => {
    const connections = registry();
    const old = await connections.acquire(place(0));
    const evicted = connections.evict(place(0));
    const fresh = await connections.acquire(place(0));
    const next = connections.acquire(place(1));
    await inLine();
    old.release();
    await evicted;
    (await next).release();
    expect(connections.stats().map(({ name }) => name)).toContain(`main/${place(0).database}`);
    fresh.release();
    await connections.close();
    await expect(fresh.client.query("SELECT 1")).rejects.toThrow();
  });

  test("nothing is opened once all is closed", async () => {
    const connections = registry();
    (await connections.acquire(place(0))).release();
    const underway = connections.acquire(place(1));
    const closed = connections.close();
    await expect(underway).rejects.toBeInstanceOf(ConnectionLimitReached);
    await closed;
    await expect(connections.acquire(place(0))).rejects.toBeInstanceOf(ConnectionLimitReached);
    expect(connections.stats()).toEqual([]);
  });

  test("a placement without a login of its own is refused", async () => {
    const connections = registry();
    const attempt = connections.acquire({ ...place(0), login: null });
    await expect(attempt).rejects.toBeInstanceOf(PlacementUnavailable);
    await connections.close();
  });
});
