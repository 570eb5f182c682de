import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { type DataTier, openDataTier } from "../data-tier.ts";
import { renameTenant } from "../lifecycle/rename.ts";
import { TEST_SECRETS_KEY } from "../testing/global-setup.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { MAX_BATCH } from "./batched.ts";
import { registryChanges } from "./registry-changes.ts";
import { updateTenant } from "./tenant-changes.ts";
import { createTenantRegistry, REGISTRY_LIMITS } from "./tenant-registry.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier({ listen: true });
});
afterAll(() => tier.close());

const openAnother = () => openDataTier({ urls: tier.urls, secretsKey: TEST_SECRETS_KEY });

/** For another process's word: as long as it takes on a slow machine. */
const PATIENCE = { timeout: 20_000 };
const named = (slug: string) => ({ hostname: `${slug}.app.localhost`, slug });

test("a hostname answers its tenant, from the cache the second time", async () => {
  const tenant = await testTenant(tier);
  const registry = createTenantRegistry(tier.controlDb);
  expect(await registry.resolveHostname(named(tenant.slug))).toMatchObject({
    id: tenant.id,
    status: "active",
  });
  expect(await registry.resolveHostname(named(tenant.slug))).toMatchObject({ id: tenant.id });
  expect(registry.stats()).toMatchObject({ hits: 1, misses: 1 });
});

test("an unknown name is remembered, so that asking again costs the database nothing", async () => {
  const registry = createTenantRegistry(tier.controlDb);
  for (let n = 0; n < 3; n++) expect(await registry.resolveHostname(named("nobody-here"))).toBeUndefined();
  expect(registry.stats()).toMatchObject({ hits: 2, misses: 1 });
});

test("the same name asked for by many at once is looked up once", async () => {
  const tenant = await testTenant(tier);
  const read = vi.spyOn(tier.controlDb, "read");
  const registry = createTenantRegistry(tier.controlDb);
  await Promise.all(Array.from({ length: 20 }, () => registry.resolveHostname(named(tenant.slug))));
  expect(read).toHaveBeenCalledTimes(1);
  read.mockRestore();
});

/**
 * More than the names that are looked up side by side: the last ones asked for are not the first that are
 * pushed out.
 */
const MAX_MISSES = 5 * MAX_BATCH;

test("10,000 unknown names take few connections and bounded memory, and push no tenant out", async () => {
  // Threat: a flood of invented hostnames.
  const tenant = await testTenant(tier);
  const registry = createTenantRegistry(tier.controlDb, {
    ...REGISTRY_LIMITS,
    maxMisses: MAX_MISSES,
    missTtlMs: 600_000,
  });
  await registry.resolveHostname(named(tenant.slug));
  const read = vi.spyOn(tier.controlDb, "read");
  const names = Array.from({ length: 10_000 }, (_, n) => registry.resolveHostname(named(`nobody-${n}`)));
  expect((await Promise.all(names)).filter(Boolean)).toEqual([]);
  expect(read.mock.calls.length).toBeLessThanOrEqual(10_000 / MAX_BATCH + 1);
  read.mockClear();
  expect(await registry.resolveHostname(named(tenant.slug))).toMatchObject({ id: tenant.id });
  for (let n = 9_990; n < 10_000; n++) await registry.resolveHostname(named(`nobody-${n}`));
  expect(read).not.toHaveBeenCalled();
  expect(registry.stats().size).toBe(MAX_MISSES + 1);
  read.mockRestore();
});

test("a listener that was cut off comes back, and what may have been missed is forgotten", async () => {
  const tenant = await testTenant(tier);
  const resolve = () => tier.tenantRegistry.resolveHostname(named(tenant.slug));
  expect(await resolve()).toMatchObject({ status: "active" });
  const { misses } = tier.tenantRegistry.stats();
  const cut =
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tenantry:listen' AND datname = current_database()";
  await adminQuery(tier, cut);
  await vi.waitFor(async () => {
    await resolve();
    expect(tier.tenantRegistry.stats().misses).toBeGreaterThan(misses);
  }, PATIENCE);
  await vi.waitFor(async () => {
    const listening =
      "SELECT FROM pg_stat_activity WHERE application_name = 'tenantry:listen' AND datname = current_database()";
    expect(await adminQuery(tier, listening)).toHaveLength(1);
  }, PATIENCE);
  await tier.controlDb.write((tx) => updateTenant(tx, tenant.id, { status: "suspended" }));
  await vi.waitFor(async () => expect(await resolve()).toMatchObject({ status: "suspended" }), PATIENCE);
});

test("a notification that never came is healed when the entry is too old", async () => {
  const tenant = await testTenant(tier);
  const deaf = createTenantRegistry(tier.controlDb);
  const forgetful = createTenantRegistry(tier.controlDb, { ...REGISTRY_LIMITS, ttlMs: 1 });
  const ask = async () =>
    (
      await Promise.all([deaf, forgetful].map((registry) => registry.resolveHostname(named(tenant.slug))))
    ).map((found) => found?.status);
  expect(await ask()).toEqual(["active", "active"]);
  await tier.controlDb.write((tx) => updateTenant(tx, tenant.id, { status: "suspended" }));
  await expect.poll(ask).toEqual(["active", "suspended"]);
});

test("a change made by another process is heard of", async () => {
  const tenant = await testTenant(tier);
  const resolve = () => tier.tenantRegistry.resolveHostname(named(tenant.slug));
  expect(await resolve()).toMatchObject({ status: "active" });
  await tier.controlDb.write((tx) => updateTenant(tx, tenant.id, { status: "suspended" }));
  await vi.waitFor(async () => expect(await resolve()).toMatchObject({ status: "suspended" }), PATIENCE);
});

test("an answer that was on its way when the tenant changed is not kept", async () => {
  const tenant = await testTenant(tier);
  let let_go = () => {};
  const gate = new Promise<void>((resolve) => {
    let_go = resolve;
  });
  const slow = {
    ...tier.controlDb,
    read: async <T>(work: Parameters<typeof tier.controlDb.read<T>>[0]) => {
      const answer = await tier.controlDb.read(work);
      await gate;
      return answer;
    },
  };
  const registry = createTenantRegistry(slow);
  const stale = registry.resolveHostname(named(tenant.slug));
  await vi.waitFor(() => expect(registry.stats().misses).toBe(1), PATIENCE);
  await tier.controlDb.write((tx) => updateTenant(tx, tenant.id, { status: "suspended" }));
  registry.invalidate(tenant.id);
  let_go();
  await stale;
  expect(await registry.resolveHostname(named(tenant.slug))).toMatchObject({ status: "suspended" });
});

/** A registry whose reads wait until they are let go. */
function gated() {
  const gate = Promise.withResolvers<void>();
  const read = async <T>(work: Parameters<typeof tier.controlDb.read<T>>[0]) => {
    const answer = await tier.controlDb.read(work);
    await gate.promise;
    return answer;
  };
  return { registry: createTenantRegistry({ ...tier.controlDb, read }), letGo: () => gate.resolve() };
}

// Threat: while one tenant after another is migrated, nothing is cached, and every request asks the database.
test("a change touches the one tenant: others stay, what is nobody's stays, and what is on its way is kept", async () => {
  const [changed, other] = [await testTenant(tier), await testTenant(tier)];
  const registry = createTenantRegistry(tier.controlDb);
  const ask = () =>
    Promise.all(
      [named(changed.slug), named(other.slug), named("nobody-at-all")].map(registry.resolveHostname),
    );
  await ask();
  registry.invalidate(changed.id, [changed.slug]);
  const before = registry.stats();
  await ask();
  expect(registry.stats()).toEqual({ ...before, size: 3, hits: before.hits + 2, misses: before.misses + 1 });

  const slow = gated();
  const underWay = slow.registry.resolveHostname(named(other.slug));
  slow.registry.invalidate(changed.id, [changed.slug]);
  slow.letGo();
  await underWay;
  await slow.registry.resolveHostname(named(other.slug));
  expect(slow.registry.stats()).toMatchObject({ hits: 1, misses: 1 });
});

test("what was known of a changed tenant is asked for anew by itself, and what was not known is not", async () => {
  const [known, unknown] = [await testTenant(tier), await testTenant(tier)];
  const registry = createTenantRegistry(tier.controlDb);
  await registry.resolveHostname(named(known.slug));
  await tier.controlDb.write((tx) => updateTenant(tx, known.id, { status: "suspended" }));
  for (const { id, slug } of [known, unknown]) registry.invalidate(id, [slug]);
  await vi.waitFor(() => expect(registry.stats().size).toBe(1), PATIENCE);
  expect(await registry.resolveHostname(named(known.slug))).toMatchObject({ status: "suspended" });
  expect(registry.stats()).toEqual({ size: 1, hits: 1, misses: 1 });
});

test("where a changed tenant cannot be asked for anew, whoever comes next asks", async () => {
  const tenant = await testTenant(tier);
  const failed = vi.fn();
  let isDown = false;
  const read = async <T>(work: Parameters<typeof tier.controlDb.read<T>>[0]) => {
    if (!isDown) return tier.controlDb.read(work);
    failed();
    throw new Error("The control plane does not answer.");
  };
  const registry = createTenantRegistry({ ...tier.controlDb, read });
  await registry.resolveHostname(named(tenant.slug));
  isDown = true;
  registry.invalidate(tenant.id, [tenant.slug]);
  await vi.waitFor(() => expect(failed).toHaveBeenCalled(), PATIENCE);
  isDown = false;
  await vi.waitFor(
    async () => expect(await registry.resolveHostname(named(tenant.slug))).toMatchObject({ id: tenant.id }),
    PATIENCE,
  );
});

test("a name that was nobody's is the tenant's as soon as it is told to have it", async () => {
  const slug = `late-${Date.now().toString(36)}`;
  expect(await tier.tenantRegistry.resolveHostname(named(slug))).toBeUndefined();
  const { id } = await testTenant(tier, { slug });
  expect(await tier.tenantRegistry.resolveHostname(named(slug))).toMatchObject({ id });

  const slow = gated();
  const next = `${slug}-2`;
  const underWay = slow.registry.resolveHostname(named(next));
  await vi.waitFor(() => expect(slow.registry.stats().misses).toBe(1), PATIENCE);
  slow.registry.invalidate(id, [next]);
  slow.letGo();
  await underWay;
  expect(slow.registry.stats().size).toBe(0);
});

test("a renamed tenant is found by its new name, and its old one leads to it, in every process", async () => {
  const tenant = await testTenant(tier);
  const slug = `${tenant.slug}-new`;
  const ask = async (name: string) => (await tier.tenantRegistry.resolveHostname(named(name)))?.slug;
  expect([await ask(tenant.slug), await ask(slug)]).toEqual([tenant.slug, undefined]);
  const another = await openAnother();
  await renameTenant(another, tenant.id, { slug, actor: { kind: "staff" } });
  await expect.poll(() => ask(slug), PATIENCE).toBe(slug);
  expect(await ask(tenant.slug)).toBe(slug);
  await another.close();
});

test("cold names do not wait behind one that is slow", async () => {
  const tenant = await testTenant(tier);
  const gate = Promise.withResolvers<void>();
  let reads = 0;
  const read = async <T>(work: Parameters<typeof tier.controlDb.read<T>>[0]) => {
    if (reads++ === 0) await gate.promise;
    return tier.controlDb.read(work);
  };
  const registry = createTenantRegistry({ ...tier.controlDb, read });
  const slow = registry.resolveHostname(named("slow-one"));
  await vi.waitFor(() => expect(reads).toBe(1), PATIENCE);
  expect(await registry.resolveHostname(named(tenant.slug))).toMatchObject({ id: tenant.id });
  gate.resolve();
  await slow;
});

test("what is remembered of changes is bounded, and what is forgotten counts as changed", () => {
  const changes = registryChanges(10);
  const askedAt = changes.now();
  for (let n = 0; n < 100; n++) changes.note([`id:${n}`]);
  expect(changes.isOld(askedAt, ["id:3"])).toBe(true);
  expect(changes.isOld(askedAt, ["id:of-nobody"])).toBe(true);
  expect(changes.isOld(changes.now(), ["id:3"])).toBe(false);
  changes.noteAll();
  expect(changes.isOld(changes.now() - 1, ["id:x"])).toBe(true);
});
