// Threat: a restore that leaves a tenant between two states, loses what it had, or what is written meanwhile.
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { faults, SimulatedCrash } from "../control/journal.ts";
import { getLastReplacement } from "../control/replacements.ts";
import { getTenant } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { LifecycleRefused, TenantReadOnly } from "../errors.ts";
import { deleteTenant } from "../lifecycle/delete.ts";
import { followMembers } from "../lifecycle/follow-members.ts";
import { purgeTenant } from "../lifecycle/purge.ts";
import { makeReadOnly } from "../lifecycle/read-only.ts";
import { resumeTenant, suspendTenant } from "../lifecycle/suspend.ts";
import { findDrift } from "../migrate/drift.ts";
import { planMove } from "../move/plan.ts";
import type { PlacementKind } from "../routing/placement.ts";
import type { Tenant } from "../routing/tenant.ts";
import { createProject } from "../tenant/projects.ts";
import { projects } from "../tenant/schema.ts";
import { latestTenantVersion, tenantMigrations } from "../tenant/version.ts";
import { archiveOf, asOfOlder, columnsWith, factsOf, sourceOf } from "../testing/archives.ts";
import { fillTenant, inTenant } from "../testing/fill-tenant.ts";
import { forEachPlacement } from "../testing/for-each-placement.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { ArchiveRefused } from "./archive-refused.ts";
import { withSnapshot } from "./read-rows.ts";
import { replaceTenantData } from "./replace-tenant.ts";
import { confirmReplacement, continueReplacement, undoReplacement } from "./replacement-ends.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());
afterEach(() => {
  delete faults.at;
});

const SLOW_MS = 300_000;
const actor = { kind: "cli" as const, id: "anna@host" };
const owner = testOwner();

async function filled(kind: PlacementKind): Promise<Tenant> {
  const tenant = await testTenant(tier, { kind, owner });
  await fillTenant(tier, tenant, owner.id);
  return tenant;
}

const current = async ({ id }: Tenant) => (await tier.controlDb.read((tx) => getTenant(tx, id))) as Tenant;
const phaseOf = async ({ id }: Tenant) =>
  (await tier.controlDb.read((tx) => getLastReplacement(tx, id)))?.phase;

/** In its place as it is now, with the rights that a member's request has. */
async function write(tenant: Tenant, name: string): Promise<void> {
  const project = { name, description: "", status: "active" as const, isPublic: true, categoryIds: [] };
  await tier.tenantRouter.connect(await current(tenant)).write((tx) => createProject(tx, owner, project));
}
async function namesIn(tenant: Tenant): Promise<string[]> {
  const db = tier.tenantRouter.connect(await current(tenant));
  return (await db.read((tx) => tx.select({ name: projects.name }).from(projects))).map(({ name }) => name);
}

/** Schemas in its database that are called as its own, and more. */
const besides = (tenant: Tenant): Promise<{ name: string }[]> =>
  inTenant(
    tier,
    tenant,
    "SELECT nspname AS name FROM pg_namespace WHERE nspname LIKE current_schema() || '\\_%'",
  );

async function differencesOf({ id }: Tenant) {
  const { value } = await findDrift(tier, { tenantIds: [id] }).next();
  return value?.error ?? value?.differences;
}

forEachPlacement((kind) => {
  test(
    "damage, restore: every row is as it was archived, neighbours are not touched, and it is as migrated",
    async () => {
      const [tenant, neighbour] = [await filled(kind), await filled(kind)];
      const { file } = await archiveOf(tier, tenant);
      const before = { own: await factsOf(tier, tenant, "tenant"), its: await factsOf(tier, neighbour) };
      await inTenant(tier, tenant, "DELETE FROM projects");
      await write(tenant, "Written after the archive");

      const { tenant: restored } = await replaceTenantData(tier, tenant.id, sourceOf(file), { actor });
      expect(restored).toMatchObject({ status: "active", schemaVersion: latestTenantVersion() });
      expect(await factsOf(tier, restored, "tenant")).toEqual(before.own);
      expect(await factsOf(tier, neighbour)).toEqual(before.its);
      expect(await differencesOf(tenant)).toEqual([]);
      expect(await namesIn(tenant)).not.toContain("Written after the archive");
      // And goes on: numbers, defaults, rights.
      await write(tenant, "Written after the restore");
      expect(await namesIn(tenant)).toContain("Written after the restore");
      expect(await followMembers(tier, await current(tenant))).toEqual([]);
      // What was replaced is nobody's.
      const kept = `${tenant.placement.schema}_old`;
      const [rights] = await inTenant<{ schema: boolean; table: boolean }>(
        tier,
        tenant,
        `SELECT has_schema_privilege('${tenant.placement.role}', '${kept}', 'USAGE') AS schema,
                has_table_privilege('${tenant.placement.role}', '"${kept}".projects', 'SELECT') AS table`,
      );
      expect(rights).toEqual({ schema: false, table: false });

      await confirmReplacement(tier, tenant.id, { actor });
      expect(await phaseOf(tenant)).toBe("done");
      expect(await besides(tenant)).toEqual([]);
      expect(await namesIn(tenant)).toContain("Written after the restore");
    },
    SLOW_MS,
  );

  test(
    "undone: every row that it had before is there again, whoever asks",
    async () => {
      const tenant = await filled(kind);
      const { file } = await archiveOf(tier, tenant);
      await write(tenant, "Written after the archive");
      const before = await factsOf(tier, tenant, "tenant");
      await replaceTenantData(tier, tenant.id, sourceOf(file), { actor });
      await undoReplacement(tier, tenant.id, { actor });
      expect(await factsOf(tier, await current(tenant), "tenant")).toEqual(before);
      expect(await current(tenant)).toMatchObject({ status: "active" });
      expect(await differencesOf(tenant)).toEqual([]);
      await write(tenant, "Written after the way back");
      expect(await phaseOf(tenant)).toBe("undone");
      expect(await besides(tenant)).toEqual([]);
    },
    SLOW_MS,
  );

  test(
    "an archive of an older version is brought up to date before it is served",
    async () => {
      const tenant = await filled(kind);
      // What came since is as it is where nobody has used it yet.
      await inTenant(
        tier,
        tenant,
        "DELETE FROM comments; DELETE FROM followings; DELETE FROM notification_mutes",
      );
      const before = await factsOf(tier, tenant, "tenant");
      const had = await columnsWith(tier, tenantMigrations().slice(0, -3), kind);
      const older = await asOfOlder((await archiveOf(tier, tenant)).file, had, -3);
      await replaceTenantData(tier, tenant.id, sourceOf(older), { actor });
      expect(await factsOf(tier, tenant, "tenant")).toEqual(before);
      expect(await differencesOf(tenant)).toEqual([]);
    },
    SLOW_MS,
  );

  test.each(["prepare/worked", "load/begun", "load/worked", "migrate/worked", "exchange/worked"] as const)(
    "killed at %s: whoever continues leaves it as it was, or as the archive, and never in between",
    async (point) => {
      const tenant = await filled(kind);
      const { file } = await archiveOf(tier, tenant);
      await write(tenant, "Written after the archive");
      const before = await factsOf(tier, tenant, "tenant");
      faults.at = (at) => {
        if (at === `replace/${point}`) throw new SimulatedCrash();
      };
      await expect(replaceTenantData(tier, tenant.id, sourceOf(file), { actor })).rejects.toThrow(
        SimulatedCrash,
      );
      delete faults.at;
      // Nobody writes what would be lost, nor lets anybody.
      await expect(write(tenant, "In between")).rejects.toThrow(TenantReadOnly);
      await expect(resumeTenant(tier, tenant.id, { actor })).rejects.toThrow("being replaced");
      const isExchanged = point === "exchange/worked";
      expect(await continueReplacement(tier, tenant.id)).toBe(isExchanged ? "kept" : "failed");
      expect(await current(tenant)).toMatchObject({ status: "active" });
      const names = await namesIn(tenant);
      expect(names.includes("Written after the archive")).toBe(!isExchanged);
      if (!isExchanged) {
        expect(await factsOf(tier, tenant, "tenant")).toEqual(before);
        expect(await besides(tenant)).toEqual([]);
      }
      await write(tenant, "Afterwards");
    },
    SLOW_MS,
  );

  test(
    "what cannot be loaded leaves the tenant as it was, and writable",
    async () => {
      const tenant = await filled(kind);
      const { file } = await archiveOf(tier, tenant);
      const before = await factsOf(tier, tenant, "tenant");
      const opened = sourceOf(file);
      let times = 0;
      const damaged = {
        ...opened,
        open: () => (times++ === 0 ? opened.open() : sourceOf(file.subarray(0, -40)).open()),
      };
      await expect(replaceTenantData(tier, tenant.id, damaged, { actor })).rejects.toThrow(ArchiveRefused);
      expect(await phaseOf(tenant)).toBe("failed");
      expect(await factsOf(tier, tenant, "tenant")).toEqual(before);
      expect(await besides(tenant)).toEqual([]);
      await write(tenant, "Afterwards");
      // It can be tried again.
      await replaceTenantData(tier, tenant.id, sourceOf(file), { actor });
    },
    SLOW_MS,
  );

  test(
    "what is kept goes with the tenant when it is purged",
    async () => {
      const tenant = await filled(kind);
      await replaceTenantData(tier, tenant.id, sourceOf((await archiveOf(tier, tenant)).file), { actor });
      await deleteTenant(tier, tenant.id, { actor });
      await purgeTenant(tier, tenant.id, { actor });
      const left = await adminQuery(
        tier,
        "SELECT nspname FROM pg_namespace WHERE nspname LIKE $1 UNION ALL SELECT rolname FROM pg_roles WHERE rolname LIKE $1",
        [`${tenant.placement.schema}%`],
      );
      expect(left).toEqual([]);
    },
    SLOW_MS,
  );
});

test("an archive of another tenant, a second restore, a move beside it: refused, with what to do", async () => {
  const [tenant, other] = [await filled("schema"), await filled("schema")];
  const { file } = await archiveOf(tier, tenant);
  await expect(replaceTenantData(tier, other.id, sourceOf(file), { actor })).rejects.toThrow(
    `is of ${tenant.slug}, not of ${other.slug}`,
  );
  expect(await phaseOf(other)).toBeUndefined();
  await replaceTenantData(tier, tenant.id, sourceOf(file), { actor });
  const again = replaceTenantData(tier, tenant.id, sourceOf(file), { actor });
  await expect(again).rejects.toThrow(`tenantry archive confirm ${tenant.slug}`);
  await expect(planMove(tier, tenant.id, { to: "database" })).rejects.toThrow("tenantry archive confirm");
  await confirmReplacement(tier, tenant.id, { actor });
  await expect(confirmReplacement(tier, tenant.id, { actor })).rejects.toThrow(LifecycleRefused);
  await expect(undoReplacement(tier, tenant.id, { actor })).rejects.toThrow("No former data");
});

test("rows beside the tenant's that nobody knows of are not taken for what a restore has kept", async () => {
  const tenant = await filled("schema");
  const { file } = await archiveOf(tier, tenant);
  await write(tenant, "Written after the archive");
  await inTenant(tier, tenant, `CREATE SCHEMA "${tenant.placement.schema}_old"`);
  await expect(replaceTenantData(tier, tenant.id, sourceOf(file), { actor })).rejects.toThrow(
    "that no restore has kept",
  );
  expect(await phaseOf(tenant)).toBeUndefined();
  expect(await current(tenant)).toMatchObject({ status: "active" });
  expect(await namesIn(tenant)).toContain("Written after the archive");
});

test("what is read of a tenant is of one set of tables: nobody puts others in their place meanwhile", async () => {
  const tenant = await filled("schema");
  const take = `SET lock_timeout = 50; LOCK TABLE projects IN ACCESS EXCLUSIVE MODE`;
  await withSnapshot(tier, tenant, async () => {
    // No table has been read yet.
    await expect(inTenant(tier, tenant, `BEGIN; ${take}`)).rejects.toMatchObject({ code: "55P03" });
  });
  await inTenant(tier, tenant, `BEGIN; ${take}; ROLLBACK`);
});

test("a tenant that staff made read-only, or suspended, stays so; one that they do meanwhile, too", async () => {
  const tenant = await filled("schema");
  const { file } = await archiveOf(tier, tenant);
  await makeReadOnly(tier, tenant.id, { actor });
  await replaceTenantData(tier, tenant.id, sourceOf(file), { actor });
  expect(await current(tenant)).toMatchObject({ status: "read-only" });
  await resumeTenant(tier, tenant.id, { actor });
  await undoReplacement(tier, tenant.id, { actor });
  expect(await current(tenant)).toMatchObject({ status: "active" });
  for (const [hold, status] of [
    [() => makeReadOnly(tier, tenant.id, { actor }), "read-only"],
    [() => suspendTenant(tier, tenant.id, { actor }), "suspended"],
  ] as const) {
    faults.at = async (at) => {
      if (at === "replace/load/worked") await hold();
    };
    await replaceTenantData(tier, tenant.id, sourceOf(file), { actor });
    expect(await current(tenant)).toMatchObject({ status });
    await confirmReplacement(tier, tenant.id, { actor });
    await resumeTenant(tier, tenant.id, { actor });
  }
});
