/**
 * A tenant changes places while it is used: nothing that was acknowledged is lost, and the old place is shut.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SYSTEM } from "../control/audit-log.ts";
import { getLastMove, getOpenMove } from "../control/moves.ts";
import { getTenant } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { TenantReadOnly } from "../errors.ts";
import { makeReadOnly } from "../lifecycle/read-only.ts";
import { findDrift } from "../migrate/drift.ts";
import { createConnectionRegistry } from "../routing/create-connection-registry.ts";
import type { PlacementKind } from "../routing/placement.ts";
import type { Tenant } from "../routing/tenant.ts";
import { createTenantRouter } from "../routing/tenant-router.ts";
import { createProject } from "../tenant/projects.ts";
import { projects } from "../tenant/schema.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { MOVE_LIMITS } from "./limits.ts";
import { abortMove, beginMove, continueMove, finishMoveNow, moveBack } from "./move-tenant.ts";
import { streamName } from "./names.ts";
import { planMove } from "./plan.ts";
import { startWriting } from "./testing/writers.ts";
import { endLostWaysBack } from "./way-back.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier({ listen: true });
});
afterAll(() => tier.close());

const SLOW_MS = 300_000;
const other = (kind: PlacementKind): PlacementKind => (kind === "schema" ? "database" : "schema");
const owner = testOwner();
const named = (name: string) => ({
  ...{ name, description: "", status: "active" as const, isPublic: true, categoryIds: [] },
});

const addProject = (tenant: Tenant, name: string) =>
  tier.tenantRouter.connect(tenant).write((tx) => createProject(tx, owner, named(name)));

const namesIn = async (tenant: Tenant): Promise<string[]> => {
  const db = tier.tenantRouter.connect(tenant);
  const rows = await db.read((tx) => tx.select({ name: projects.name }).from(projects));
  return rows.map(({ name }) => name).sort();
};

const currentOf = async ({ id }: Tenant): Promise<Tenant> => {
  const tenant = await tier.controlDb.read((tx) => getTenant(tx, id));
  if (!tenant) throw new Error("The tenant is gone.");
  return tenant;
};

async function moveTo(tenant: Tenant, to: PlacementKind, options: { holdsWrites?: boolean } = {}) {
  const plan = await planMove(tier, tenant.id, { to, ...options });
  await beginMove(tier, plan);
  return continueMove(tier, tenant.id);
}

/** What moves leave on a server, of this tenant. */
const remains = async ({ placement: { schema } }: Tenant): Promise<string[]> => {
  const rows = await adminQuery<{ name: string }>(
    tier,
    `SELECT slot_name AS name FROM pg_replication_slots UNION ALL
     SELECT subname FROM pg_subscription UNION ALL SELECT pubname FROM pg_publication`,
  );
  return rows.map(({ name }) => name).filter((name) => name.includes(schema));
};

describe.each(["schema", "database"] as const)("from a %s", (kind) => {
  test(
    "every project that was acknowledged is there, written before, while and after it moved, and back again",
    async () => {
      const tenant = await testTenant(tier, { kind, owner });
      const writing = startWriting(tier, tenant, owner);
      await writing.more(20);
      const move = await moveTo(tenant, other(kind));
      expect(move).toMatchObject({ phase: "arrived", method: "live" });
      expect((await currentOf(tenant)).placement).toMatchObject({ kind: other(kind), version: 2 });
      await writing.more(20);
      // Through the way back nothing is lost either.
      expect(await moveBack(tier, tenant.id)).toMatchObject({ phase: "returned" });
      await writing.more(20);
      await writing.stop();
      expect((await currentOf(tenant)).placement).toMatchObject({ kind, version: 3 });
      expect(await namesIn(tenant)).toEqual(writing.written.sort());
      expect(await remains(tenant)).toEqual([]);
    },
    SLOW_MS,
  );

  test(
    "who still thinks that it is where it was is refused by the database, and finds it",
    async () => {
      const tenant = await testTenant(tier, { kind, owner });
      await addProject(tenant, "before");
      await moveTo(tenant, other(kind));
      // A process that cannot ask where the tenant is.
      const registry = createConnectionRegistry({
        pipelines: tier.pipelines,
        openSecret: tier.secrets.open,
        resolveCluster: tier.clusterUrls,
      });
      const cutOff = createTenantRouter(registry, { channelOf: () => "x", findAgain: async () => undefined });
      const blind = cutOff.connect(tenant);
      try {
        await expect(blind.read((tx) => tx.select().from(projects))).rejects.toThrow("refused access");
        const write = blind.write((tx) => createProject(tx, owner, named("lost")));
        await expect(write).rejects.toThrow("refused access");
      } finally {
        await registry.close();
      }
      const db = tier.tenantRouter.connect(tenant);
      await db.write((tx) => createProject(tx, owner, named("after")));
      expect(db.tenant.placement.version).toBe(2);
      expect(await namesIn(tenant)).toEqual(["after", "before"]);
    },
    SLOW_MS,
  );

  test(
    "what is there afterwards is what migrations make, goes on counting, and the former place is gone",
    async () => {
      const tenant = await testTenant(tier, { kind, owner });
      await addProject(tenant, "one");
      await moveTo(tenant, other(kind));
      expect(await finishMoveNow(tier, tenant.id)).toMatchObject({ phase: "done" });
      for await (const { differences, error } of findDrift(tier, { tenantIds: [tenant.id] }))
        expect({ differences, error }).toEqual({ differences: [], error: undefined });
      await addProject(tenant, "two");
      expect(await namesIn(tenant)).toEqual(["one", "two"]);
      const { schema } = tenant.placement;
      const isThere =
        kind === "schema"
          ? "SELECT 1 AS found FROM pg_namespace WHERE nspname = $1"
          : "SELECT 1 AS found FROM pg_database WHERE datname = $1 UNION ALL SELECT 1 FROM pg_roles WHERE rolname = $1 || '_app'";
      expect(await adminQuery(tier, isThere, [schema])).toEqual([]);
      expect(await remains(tenant)).toEqual([]);
      const last = await tier.controlDb.read((tx) => getLastMove(tx, tenant.id));
      expect(last?.from.login ?? last?.to.login ?? null).toBeNull();
    },
    SLOW_MS,
  );

  test(
    "a copy with writes held brings everything too, where nothing is followed",
    async () => {
      const tenant = await testTenant(tier, { kind, owner });
      const writing = startWriting(tier, tenant, owner);
      await writing.more(10);
      const move = await moveTo(tenant, other(kind), { holdsWrites: true });
      expect(move).toMatchObject({ phase: "arrived", method: "held" });
      await writing.more(10);
      await writing.stop();
      expect(await namesIn(tenant)).toEqual(writing.written.sort());
      await expect(moveBack(tier, tenant.id)).rejects.toThrow("move it the usual way");
      await finishMoveNow(tier, tenant.id);
      expect(await remains(tenant)).toEqual([]);
    },
    SLOW_MS,
  );
});

test(
  "a mover that is to stop leaves the move where it is, and the next one goes on",
  async () => {
    const tenant = await testTenant(tier, { owner });
    await beginMove(tier, await planMove(tier, tenant.id, { to: "database" }));
    const stopping = new AbortController();
    const onProgress = ({ phase }: { phase: string }) => {
      if (phase === "copying") stopping.abort();
    };
    await expect(continueMove(tier, tenant.id, { signal: stopping.signal, onProgress })).rejects.toThrow(
      "abort",
    );
    const left = await tier.controlDb.read((tx) => getOpenMove(tx, tenant.id));
    expect(left?.error).toBeNull();
    expect(["copying", "verifying"]).toContain(left?.phase);
    expect(await continueMove(tier, tenant.id)).toMatchObject({ phase: "arrived" });
  },
  SLOW_MS,
);

test(
  "a way back that is not followed ends before it fills the new server's disk; one that is stays",
  async () => {
    const [lost, kept] = await Promise.all([testTenant(tier, { owner }), testTenant(tier, { owner })]);
    await moveTo(lost, "database");
    await moveTo(kept, "database");
    const name = streamName(lost.placement.schema, "back");
    await adminQuery(tier, `ALTER SUBSCRIPTION "${name}" DISABLE`);
    await addProject(lost, "not followed");
    const limits = { ...MOVE_LIMITS, maxWayBackBytes: 0 };
    const open = (tenant: Tenant) => tier.controlDb.read((tx) => getOpenMove(tx, tenant.id));
    // By the limits as they are nobody's ends.
    expect(await endLostWaysBack(tier)).toEqual([]);
    expect(await open(kept)).toMatchObject({ phase: "arrived" });
    const ended = await endLostWaysBack(tier, limits);
    expect(ended.find(({ tenantId }) => tenantId === lost.id)?.why).toContain("maxWayBackBytes 0");
    expect(await open(lost)).toMatchObject({ phase: "reaping" });
    await expect(moveBack(tier, lost.id)).rejects.toThrow("reaping");
    expect(await continueMove(tier, lost.id)).toMatchObject({ phase: "done" });
    expect(await namesIn(lost)).toEqual(["not followed"]);
    expect(await remains(lost)).toEqual([]);
  },
  SLOW_MS,
);

test(
  "a tenant that became read-only on its way takes no write where it is found either",
  async () => {
    const tenant = await testTenant(tier, { owner });
    await moveTo(tenant, "database");
    await makeReadOnly(tier, tenant.id, { actor: SYSTEM });
    const write = () => addProject(tenant, "too late");
    await expect(write()).rejects.toThrow(TenantReadOnly);
    expect(await namesIn(tenant)).toEqual([]);
  },
  SLOW_MS,
);

test(
  "a move that is taken back leaves the tenant where it was, and nothing else",
  async () => {
    const tenant = await testTenant(tier, { owner });
    await addProject(tenant, "one");
    await beginMove(tier, await planMove(tier, tenant.id, { to: "database" }));
    expect(await abortMove(tier, tenant.id)).toMatchObject({ phase: "aborted" });
    expect(await currentOf(tenant)).toMatchObject({ status: "active", placement: tenant.placement });
    expect(await namesIn(tenant)).toEqual(["one"]);
    expect(await remains(tenant)).toEqual([]);
    expect(await tier.controlDb.read((tx) => getOpenMove(tx, tenant.id))).toBeUndefined();
    // And it can be moved again.
    expect(await moveTo(tenant, "database")).toMatchObject({ phase: "arrived" });
  },
  SLOW_MS,
);
