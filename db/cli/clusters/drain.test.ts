/**
 * A cluster is emptied while its tenants are used: planned first, a few at once, gone on with after a stop.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { listClusterCapacities } from "../../control/capacity.ts";
import { getTenant } from "../../control/tenants.ts";
import type { DataTier } from "../../data-tier.ts";
import { beginMove } from "../../move/move-tenant.ts";
import { planMove } from "../../move/plan.ts";
import type { Tenant } from "../../routing/tenant.ts";
import { createProject } from "../../tenant/projects.ts";
import { projects } from "../../tenant/schema.ts";
import { adminQuery } from "../../testing/query.ts";
import { testOwner, testTenant } from "../../testing/scratch.ts";
import { SLOW_MS, tenantry } from "../../testing/tenantry.ts";
import { startTwoServers, type TwoServers } from "../../testing/two-servers.ts";

let tier: DataTier;
let servers: TwoServers;
const owner = testOwner();

beforeAll(async () => {
  servers = await startTwoServers();
  ({ tier } = servers);
});
afterAll(() => servers.remove());

const run = (...args: string[]) => tenantry({ urls: tier.urls, variables: servers.variables }, ...args);
const current = async ({ id }: Tenant) => (await tier.controlDb.read((tx) => getTenant(tx, id))) as Tenant;
const clusterOf = async (tenant: Tenant) => (await current(tenant)).placement.cluster;

async function withProject(kind: "schema" | "database"): Promise<Tenant> {
  const tenant = await testTenant(tier, { kind, owner, region: "local" });
  const project = { description: "", status: "active" as const, isPublic: true, categoryIds: [] };
  await tier.tenantRouter
    .connect(tenant)
    .write((tx) => createProject(tx, owner, { ...project, name: `Of ${tenant.slug}` }));
  return tenant;
}

test(
  "who lives on a cluster is moved to where there is room, the plan first, and goes on after what failed",
  async () => {
    const tenants = [await withProject("schema"), await withProject("schema"), await withProject("database")];
    const [, stuck] = tenants as [Tenant, Tenant, Tenant];

    const planned = await run("clusters", "drain", "main", "--move", "--dry-run", "--json");
    expect(planned, planned.err).toMatchObject({ code: 0 });
    const plan = JSON.parse(planned.out) as { moves: { slug: string; to: string; cluster: string }[] };
    expect(plan.moves.map(({ slug, to, cluster }) => `${slug}: ${to} on ${cluster}`)).toEqual(
      tenants.map(({ slug, placement }) => `${slug}: ${placement.kind} on second`),
    );
    const [main] = await tier.controlDb.read(listClusterCapacities);
    expect(main).toMatchObject({ name: "main", status: "accepting" });

    // One at a time, as far as asked.
    const one = await run("tenants", "move", "--from", "main", "--limit", "1", "--yes");
    expect(one.code, one.err).toBe(0);
    expect(await Promise.all(tenants.map(clusterOf))).toEqual(["second", "main", "main"]);

    // What cannot be moved stops the rest.
    const table = `"${stuck.placement.schema}"."without_key"`;
    await adminQuery(tier, `CREATE TABLE ${table} (a int)`);
    const stopped = await run("clusters", "drain", "main", "--move", "--yes", "--concurrency", "1");
    expect(stopped.code).toBe(1);
    expect(stopped.err).toContain(`${stuck.slug}: Without a primary key`);
    expect(stopped.out).toContain("Run it again to go on.");
    expect(await Promise.all(tenants.map(clusterOf))).toEqual(["second", "main", "main"]);

    // As after a kill: the move of the last one is begun, and nobody is at it.
    await adminQuery(tier, `DROP TABLE ${table}`);
    await beginMove(
      tier,
      await planMove(tier, (tenants[2] as Tenant).id, { to: "database", cluster: "second" }),
    );
    const rest = await run("clusters", "drain", "main", "--move", "--yes", "--json");
    expect(rest.code, rest.err).toBe(0);
    expect(JSON.parse(rest.out)).toMatchObject({ moved: 2, failed: 0, remaining: 0 });
    expect(await Promise.all(tenants.map(clusterOf))).toEqual(["second", "second", "second"]);
    for (const tenant of tenants) {
      const db = tier.tenantRouter.connect(await current(tenant));
      expect(await db.read((tx) => tx.select({ name: projects.name }).from(projects))).toEqual([
        { name: `Of ${tenant.slug}` },
      ]);
    }
    const again = await run("clusters", "drain", "main", "--move", "--yes");
    expect(again).toMatchObject({ code: 0 });
    expect(again.out).toContain("Nothing was changed.");

    // They have come a moment ago: what is kept for the way back keeps them there.
    const back = await run("tenants", "move", "--from", "second", "--yes");
    expect(back.code).toBe(1);
    expect(back.out).toContain("--finish");
  },
  SLOW_MS * 2,
);

test(
  "rebalance proposes moves by size, and moves nobody",
  async () => {
    const undone = await run("clusters", "drain", "main", "--undo");
    expect(undone.code, undone.err).toBe(0);
    const proposed = await run("clusters", "rebalance", "--dry-run", "--json");
    expect(proposed.code, proposed.err).toBe(0);
    const { shares, moves } = JSON.parse(proposed.out) as {
      shares: { cluster: string; before: number; after: number }[];
      moves: { from: string; to: string }[];
    };
    expect(shares.map(({ cluster }) => cluster)).toEqual(["main", "second"]);
    expect(shares[1]?.before).toBeGreaterThan(1);
    expect(moves.every(({ from, to }) => from === "second" && to === "main")).toBe(true);
    const refused = await run("clusters", "rebalance");
    expect(refused.code).toBe(2);
    expect(refused.err).toContain("--dry-run");
  },
  SLOW_MS,
);
