// Threat: a server that crashes while it drops a database leaves one that nobody can enter, and nobody drops.
import { afterAll, beforeAll, expect, test } from "vitest";
import { getTenant } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { runDoctor } from "../doctor/run.ts";
import { endStream } from "../move/end-stream.ts";
import { beginMove, continueMove, turnMove } from "../move/move-tenant.ts";
import { planMove } from "../move/plan.ts";
import { sideOf } from "../move/side.ts";
import { isDatabaseGone } from "../routing/sql-errors.ts";
import type { Tenant } from "../routing/tenant.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testOwner, testTenant } from "../testing/scratch.ts";
import { createPlace } from "./create-place.ts";
import { deleteTenant } from "./delete.ts";
import { purgeTenant } from "./purge.ts";
import { getTenantSize } from "./tenant-size.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const SLOW_MS = 300_000;
const owner = testOwner();
const by = { actor: { kind: "cli" as const, id: "anna@host" }, reason: "a test" };

/** As the server leaves it: its first act is to let nobody in, and the files go after that. */
async function dropByHalf({ placement }: Tenant): Promise<void> {
  await adminQuery(tier, "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = $1", [
    placement.database,
  ]);
  await adminQuery(tier, "UPDATE pg_database SET datconnlimit = -2 WHERE datname = $1", [placement.database]);
}
const databaseOf = ({ placement }: Tenant) =>
  adminQuery(tier, "SELECT datconnlimit FROM pg_database WHERE datname = $1", [placement.database]);

test(
  "a move ends whose former database is half dropped",
  async () => {
    const tenant = await testTenant(tier, { kind: "database", owner });
    await beginMove(tier, await planMove(tier, tenant.id, { to: "schema" }));
    const { from, to } = await continueMove(tier, tenant.id);
    await tier.controlDb.write((tx) => turnMove(tx, tenant.id, "finish"));
    await tier.connections.evict(tenant.placement);
    // What comes before the drop is done.
    const [former, now] = await Promise.all([sideOf(tier, from), sideOf(tier, to)]);
    await endStream({ from: former, to: now, direction: "out" });
    await endStream({ from: now, to: former, direction: "back" });
    await dropByHalf(tenant);
    expect(await continueMove(tier, tenant.id)).toMatchObject({ phase: "done" });
    expect(await databaseOf(tenant)).toEqual([]);
  },
  SLOW_MS,
);

test(
  "a purge ends, and until then the tenant has no place as far as anybody is told",
  async () => {
    const tenant = await testTenant(tier, { kind: "database", owner });
    await deleteTenant(tier, tenant.id, by);
    await dropByHalf(tenant);
    expect(await getTenantSize(tier, tenant.id)).toBe("none");
    const verdicts = (await runDoctor(tier)).filter(({ state }) => state === "failed");
    expect(verdicts).toMatchObject([{ check: "places", detail: expect.stringContaining(tenant.slug) }]);
    await adminQuery(
      tier,
      "UPDATE control.tenants SET deleted_at = now() - interval '90 days' WHERE id = $1",
      [tenant.id],
    );
    await purgeTenant(tier, tenant.id, by);
    expect(await databaseOf(tenant)).toEqual([]);
    const now = await tier.controlDb.read((tx) => getTenant(tx, tenant.id));
    expect(now?.status).toBe("purged");
  },
  SLOW_MS,
);

test("a statement that fails in a database that is whole is not taken for a database that is gone", async () => {
  const failed = await adminQuery(
    tier,
    "DO $$ BEGIN RAISE EXCEPTION 'not now' USING ERRCODE = '55000'; END $$",
  ).catch((error: unknown) => error);
  expect(failed).toMatchObject({ code: "55000" });
  expect(isDatabaseGone(failed)).toBe(false);
});

test("whoever makes a place where one is half dropped makes a whole one", async () => {
  const tenant = await testTenant(tier, { kind: "database", owner });
  await dropByHalf(tenant);
  const { login } = tenant.placement;
  await createPlace(tenant.placement, {
    adminUrl: tier.urls.adminUrl,
    login: login?.user ?? "",
    loginPassword: tier.secrets.open(login?.sealedPassword ?? ""),
  });
  expect(await databaseOf(tenant)).toEqual([{ datconnlimit: -1 }]);
});
