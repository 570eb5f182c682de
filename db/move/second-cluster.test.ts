/** Between two real servers: there, back, and what is left where the tenant was. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import { getTenant } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { runDoctor } from "../doctor/run.ts";
import { findDrift } from "../migrate/drift.ts";
import type { PlacementKind } from "../routing/placement.ts";
import type { Tenant } from "../routing/tenant.ts";
import { projects } from "../tenant/schema.ts";
import { testOwner, testTenant } from "../testing/scratch.ts";
import type { SecondServer } from "../testing/second-server.ts";
import { startTwoServers, type TwoServers } from "../testing/two-servers.ts";
import { beginMove, continueMove, finishMoveNow, moveBack } from "./move-tenant.ts";
import { planMove } from "./plan.ts";
import { startWriting } from "./testing/writers.ts";

let tier: DataTier;
let second: SecondServer;
let servers: TwoServers;
const owner = testOwner();

beforeAll(async () => {
  servers = await startTwoServers();
  ({ tier, second } = servers);
});
afterAll(() => servers.remove());

const SLOW_MS = 300_000;

const currentOf = async ({ id }: Tenant): Promise<Tenant> => {
  const tenant = await tier.controlDb.read((tx) => getTenant(tx, id));
  if (!tenant) throw new Error("The tenant is gone.");
  return tenant;
};

const namesIn = async (tenant: Tenant): Promise<string[]> => {
  const db = tier.tenantRouter.connect(await currentOf(tenant));
  const rows = await db.read((tx) => tx.select({ name: projects.name }).from(projects));
  return rows.map(({ name }) => name).sort();
};

const rolesOn = (url: string, { placement }: Tenant): Promise<string[]> =>
  withAdmin(url, async (client) => {
    const text = "SELECT rolname AS name FROM pg_roles WHERE rolname LIKE $1 || '%'";
    return (await client.query<{ name: string }>(text, [placement.role])).rows.map(({ name }) => name);
  });

test.each<{ from: PlacementKind; to: PlacementKind }>([
  { from: "schema", to: "schema" },
  { from: "schema", to: "database" },
  { from: "database", to: "database" },
])(
  "a $from becomes a $to on another server and comes back, with all that was written meanwhile",
  async ({ from, to }) => {
    const tenant = await testTenant(tier, { kind: from, owner });
    const { cluster } = tenant.placement;
    const writing = startWriting(tier, tenant, owner);
    const go = async (kind: PlacementKind, name: string) => {
      await beginMove(tier, await planMove(tier, tenant.id, { to: kind, cluster: name }));
      return continueMove(tier, tenant.id);
    };
    await writing.more(10);
    expect(await go(to, "second")).toMatchObject({ phase: "arrived", method: "live" });
    await writing.more(10);
    expect(await moveBack(tier, tenant.id)).toMatchObject({ phase: "returned" });
    expect(await rolesOn(second.adminUrl, tenant)).toEqual([]);
    await writing.more(10);
    // And there for good.
    await go(to, "second");
    await finishMoveNow(tier, tenant.id);
    await writing.more(10);
    await writing.stop();
    expect((await currentOf(tenant)).placement).toMatchObject({ kind: to, cluster: "second", version: 4 });
    expect(await namesIn(tenant)).toEqual(writing.written.sort());
    expect(cluster).toBe("main");
    expect(await rolesOn(tier.urls.adminUrl, tenant)).toEqual([]);
    for await (const { differences, error } of findDrift(tier, { tenantIds: [tenant.id] }))
      expect({ differences, error }).toEqual({ differences: [], error: undefined });
  },
  SLOW_MS,
);

test(
  "the walls of both servers are as they were",
  async () => {
    const failed = (await runDoctor(tier)).filter(({ state }) => state === "failed");
    expect(failed).toEqual([]);
  },
  SLOW_MS,
);
