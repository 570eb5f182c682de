/** What cannot be beside a move waits for it, or is refused by name. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { SYSTEM } from "../control/audit-log.ts";
import { migrationRuns } from "../control/schema/migrations.ts";
import { getTenant } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { newId } from "../id.ts";
import { deleteTenant } from "../lifecycle/delete.ts";
import { purgeTenant } from "../lifecycle/purge.ts";
import { fanOut } from "../migrate/fan-out.ts";
import type { TenantOutcome } from "../migrate/outcome.ts";
import { adminQuery } from "../testing/query.ts";
import { scratchDataTier, testTenant } from "../testing/scratch.ts";
import { abortMove, beginMove, continueMove, finishMoveNow } from "./move-tenant.ts";
import { planMove } from "./plan.ts";

let tier: DataTier;
beforeAll(async () => {
  tier = await scratchDataTier();
});
afterAll(() => tier.close());

const SLOW_MS = 300_000;

test(
  "a run of migrations leaves out a tenant that is being moved, and says so; then it is migrated",
  async () => {
    const tenant = await testTenant(tier);
    await adminQuery(tier, "UPDATE control.tenants SET schema_version = NULL WHERE id = $1", [tenant.id]);
    await adminQuery(
      tier,
      `DELETE FROM "${tenant.placement.schema}"._migrations WHERE name = (SELECT max(name) FROM "${tenant.placement.schema}"._migrations)`,
    );
    await beginMove(tier, await planMove(tier, tenant.id, { to: "database" }));
    const outcomes: TenantOutcome[] = [];
    const options = {
      actor: SYSTEM,
      tenantIds: [tenant.id],
      onOutcome: (outcome: TenantOutcome) => void outcomes.push(outcome),
    };
    expect(await fanOut(tier, options)).toMatchObject({ done: 0, failed: 1 });
    expect(outcomes[0]?.failure?.message).toContain("It is being moved");
    await abortMove(tier, tenant.id);
    await fanOut(tier, options);
    expect(outcomes.at(-1)?.failure?.message ?? "").not.toContain("It is being moved");
  },
  SLOW_MS,
);

test(
  "a move does not begin beside a run of migrations: it is taken back, and says why",
  async () => {
    const tenant = await testTenant(tier);
    const id = newId();
    await beginMove(tier, await planMove(tier, tenant.id, { to: "database" }));
    await tier.controlDb.write((tx) =>
      tx.insert(migrationRuns).values({ id, command: "up", state: "running", startedBy: "test", total: 1 }),
    );
    await expect(continueMove(tier, tenant.id)).rejects.toThrow("run of migrations is under way");
    await adminQuery(tier, "UPDATE control.migration_runs SET state = 'done' WHERE id = $1", [id]);
    const now = await tier.controlDb.read((tx) => getTenant(tx, tenant.id));
    expect(now?.placement).toEqual(tenant.placement);
    // And it can be moved once that is over.
    await beginMove(tier, await planMove(tier, tenant.id, { to: "database" }));
    expect(await continueMove(tier, tenant.id)).toMatchObject({ phase: "arrived" });
  },
  SLOW_MS,
);

test(
  "a tenant with two places is purged once its move ends",
  async () => {
    const tenant = await testTenant(tier);
    await beginMove(tier, await planMove(tier, tenant.id, { to: "database" }));
    await continueMove(tier, tenant.id);
    await deleteTenant(tier, tenant.id, { actor: SYSTEM });
    await expect(purgeTenant(tier, tenant.id, { actor: SYSTEM })).rejects.toThrow("two places");
    await finishMoveNow(tier, tenant.id);
    expect(await purgeTenant(tier, tenant.id, { actor: SYSTEM })).toBe(true);
  },
  SLOW_MS,
);

test(
  "a tenant that is deleted while it moves stays where it was, and nothing else",
  async () => {
    const tenant = await testTenant(tier);
    await beginMove(tier, await planMove(tier, tenant.id, { to: "database" }));
    await deleteTenant(tier, tenant.id, { actor: SYSTEM });
    await expect(continueMove(tier, tenant.id)).rejects.toThrow("deleted meanwhile");
    expect((await tier.controlDb.read((tx) => getTenant(tx, tenant.id)))?.placement).toEqual(
      tenant.placement,
    );
  },
  SLOW_MS,
);

test("where it is already, to a cluster that is not there, and twice at once is refused with what to do", async () => {
  const tenant = await testTenant(tier);
  const plan = (to: "schema" | "database", cluster?: string) => planMove(tier, tenant.id, { to, cluster });
  await expect(plan("schema")).rejects.toThrow("is a schema on main already");
  await expect(plan("schema", "moon")).rejects.toThrow('There is no cluster "moon"');
  const wanted = await plan("database");
  await beginMove(tier, wanted);
  await expect(plan("database")).rejects.toThrow("--continue");
  await expect(beginMove(tier, wanted)).rejects.toThrow("moved meanwhile");
  await abortMove(tier, tenant.id);
});
