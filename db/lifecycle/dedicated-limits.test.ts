// Threat: one customer's database takes the server's connections from all others.
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { withAdmin } from "../cluster/admin.ts";
import { DEDICATED_MAX_CONNECTIONS } from "../cluster/prepare.ts";
import { getTenant } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { checkDedicatedLimits } from "../doctor/dedicated.ts";
import { ConnectionLimitReached } from "../errors.ts";
import { beginMove, continueMove } from "../move/move-tenant.ts";
import { planMove } from "../move/plan.ts";
import type { Tenant } from "../routing/tenant.ts";
import { projects } from "../tenant/schema.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { rotateLogin } from "./rotate-login.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const SLOW_MS = 300_000;
const owner = testOwner();

const current = async ({ id }: Tenant) => (await tier.controlDb.read((tx) => getTenant(tx, id))) as Tenant;
const loginOf = async (tenant: Tenant) => (await current(tenant)).placement.login?.user ?? "";
const limitOf = async (tenant: Tenant) =>
  adminQuery<{ limit: number }>(tier, 'SELECT rolconnlimit AS "limit" FROM pg_roles WHERE rolname = $1', [
    await loginOf(tenant),
  ]).then(([row]) => row?.limit);
const limitTo = async (tenant: Tenant, connections: number) =>
  adminQuery(tier, `ALTER ROLE "${await loginOf(tenant)}" CONNECTION LIMIT ${connections}`);
const read = async (tenant: Tenant) =>
  tier.tenantRouter.connect(await current(tenant)).read((tx) => tx.select().from(projects));

test(
  "each login of a dedicated database has a limit: made, rotated, or come to by a move",
  async () => {
    const made = await testTenant(tier, { kind: "database", owner });
    expect(await limitOf(made)).toBe(DEDICATED_MAX_CONNECTIONS);
    await rotateLogin(tier, made.id, { actor: { kind: "cli", id: "anna@host" } });
    expect(await limitOf(made)).toBe(DEDICATED_MAX_CONNECTIONS);
    const moved = await testTenant(tier, { kind: "schema", owner });
    await beginMove(tier, await planMove(tier, moved.id, { to: "database" }));
    await continueMove(tier, moved.id);
    expect(await limitOf(moved)).toBe(DEDICATED_MAX_CONNECTIONS);
  },
  SLOW_MS,
);

// A pooler's own connections count as well, and are few for each login.
test.skipIf(process.env.TEST_POOLER)(
  "whoever asks the server for more than that is refused, and no other tenant notices",
  async () => {
    const tenant = await testTenant(tier, { kind: "database", owner });
    const others = [await testTenant(tier, { kind: "database" }), await testTenant(tier)];
    await tier.connections.evict(tenant.placement);
    await limitTo(tenant, 1);
    const { port, hostname } = new URL(tier.urls.adminUrl);
    const { database, login } = tenant.placement;
    const greedy = new pg.Client({
      ...{ host: hostname, port: Number(port), database, user: login?.user },
      password: tier.secrets.open(login?.sealedPassword ?? ""),
    });
    await greedy.connect();
    await expect(read(tenant)).rejects.toBeInstanceOf(ConnectionLimitReached);
    for (const other of others) expect(await read(other)).toEqual([]);
    await greedy.end();
    await expect.poll(() => read(tenant).catch(() => "refused")).toEqual([]);
  },
);

test("doctor names a login that may take all of them", async () => {
  const tenant = await testTenant(tier, { kind: "database", owner });
  const examine = () =>
    withAdmin(tier.urls.adminUrl, (admin) => checkDedicatedLimits(admin, [tenant.placement]));
  expect(await examine()).toEqual([]);
  await limitTo(tenant, -1);
  expect(await examine()).toMatchObject([
    { check: "dedicated", state: "weak", detail: expect.stringContaining(await loginOf(tenant)) },
  ]);
});
