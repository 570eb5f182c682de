/** The worker makes moves that the console begins, ends them in time, and goes on where a mover is gone. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CONTINUE_MOVES_JOB } from "#app/db.move.server.ts";
import { enqueue } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { SYSTEM } from "#db/control/audit-log.ts";
import { setClusterStatus } from "#db/control/clusters.ts";
import { getLastMove, setMovePhase } from "#db/control/moves.ts";
import { getTenant } from "#db/control/tenants.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { changeTenantPlan } from "#db/lifecycle/plan.ts";
import { moveEffects } from "#db/move/effects.ts";
import { MOVE_LIMITS } from "#db/move/limits.ts";
import { beginMove } from "#db/move/move-tenant.ts";
import { placeByPlan } from "#db/move/place-by-plan.ts";
import { planMove } from "#db/move/plan.ts";
import type { Tenant } from "#db/routing/tenant.ts";
import { createProject } from "#db/tenant/projects.ts";
import { adminQuery } from "#db/testing/query.ts";
import { runDueJobs } from "#db/testing/run-due-jobs.ts";
import { scratchDataTier, testOwner, testTenant } from "#db/testing/scratch.ts";
import { tasksOf } from "./worker.ts";

let scratch: DataTier;
let tier: DataTier;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

const SLOW_MS = 300_000;
const owner = testOwner();
const lastMove = ({ id }: Tenant) => tier.controlDb.read((tx) => getLastMove(tx, id));
const work = () => runDueJobs(tier, tasksOf(tier));

test(
  "what the console begins the worker makes, and drops the former place when its time is over",
  async () => {
    const tenant = await testTenant(tier, { owner });
    await beginMove(tier, await planMove(tier, tenant.id, { to: "database" }), { isQueued: true });
    await work();
    expect(await lastMove(tenant)).toMatchObject({ phase: "arrived" });
    const past = "UPDATE control.moves SET reap_after = now() - interval '1 s' WHERE tenant_id = $1";
    await adminQuery(tier, past, [tenant.id]);
    // As the schedule does.
    await tier.controlDb.write((tx) => enqueue(tx, { name: CONTINUE_MOVES_JOB, payload: {} }));
    await work();
    expect(await lastMove(tenant)).toMatchObject({ phase: "done", error: null });
  },
  SLOW_MS,
);

test(
  "a write that meets the fence of a mover that is gone has the worker go on, and is made in the new place",
  async () => {
    const tenant = await testTenant(tier, { owner });
    const move = await beginMove(tier, await planMove(tier, tenant.id, { to: "database" }));
    const effects = await moveEffects(tier, move, MOVE_LIMITS);
    await effects.prepare();
    for (let state = await effects.copyState(); state.copied < state.tables; )
      state = await effects.copyState();
    await effects.verify();
    await tier.controlDb.write((tx) => setMovePhase(tx, move.id, { from: "preparing", to: "cuttingOver" }));
    await effects.changeOver();
    // Here it dies: the old place is shut, and nobody has said that the new one is the tenant's.
    const name = `Written at ${randomUUID()}`;
    const db = tier.tenantRouter.connect(tenant);
    let isWritten = false;
    const written = db
      .write((tx) =>
        createProject(tx, owner, {
          ...{ name, description: "", status: "active", isPublic: true, categoryIds: [] },
        }),
      )
      .finally(() => {
        isWritten = true;
      });
    while (!isWritten) await work();
    expect(await written).toMatchObject({ name });
    expect(db.tenant.placement).toMatchObject({ kind: "database", version: 2 });
  },
  SLOW_MS,
);

test(
  "a plan that gives a database has the worker move the tenant to one; the way back is for staff",
  async () => {
    const tenant = await testTenant(tier, { owner });
    const actor = { kind: "staff" as const, id: "ops" };
    await changeTenantPlan(tier, tenant.id, { plan: "enterprise", actor });
    await work();
    expect(await lastMove(tenant)).toMatchObject({ phase: "arrived", to: { kind: "database" }, error: null });
    await changeTenantPlan(tier, tenant.id, { plan: "standard", actor });
    // What is on its way, or there, is not begun a second time.
    await changeTenantPlan(tier, tenant.id, { plan: "enterprise", actor });
    await work();
    const moves = "SELECT count(*)::int AS n FROM control.moves WHERE tenant_id = $1";
    expect(await adminQuery(tier, moves, [tenant.id])).toEqual([{ n: 1 }]);
    const now = await tier.controlDb.read((tx) => getTenant(tx, tenant.id));
    expect(now?.placement.kind).toBe("database");
  },
  SLOW_MS,
);

test("where no cluster has room for a database the tenant stays, and it is asked for again", async () => {
  const tenant = await testTenant(tier, { owner });
  await changeTenantPlan(tier, tenant.id, { plan: "enterprise", actor: { kind: "staff", id: "ops" } });
  await tier.controlDb.write((tx) => setClusterStatus(tx, "main", "draining", { actor: SYSTEM }));
  try {
    await expect(placeByPlan(tier, tenant.id)).rejects.toThrow("does not accept tenants");
    expect(await lastMove(tenant)).toBeUndefined();
  } finally {
    await tier.controlDb.write((tx) => setClusterStatus(tx, "main", "accepting", { actor: SYSTEM }));
  }
  await work();
  expect(await lastMove(tenant)).toMatchObject({ phase: "arrived", to: { kind: "database" } });
});
