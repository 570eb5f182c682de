/** What holds whatever was done: nothing half made, nothing nobody's, nothing lost, no way without an end. */
import { expect } from "vitest";
import { tenantIdentifier } from "#db/routing/placement.ts";
import { countMembers } from "#db/testing/count-members.ts";
import { adminQuery } from "#db/testing/query.ts";
import type { Model, ModelTenant } from "./model.ts";
import type { Real } from "./real.ts";

/** Every tenant that is not purged comes to serve, and every job of it has run once. */
export async function everyoneComesBack(model: Model, real: Real): Promise<void> {
  for (const id of await real.unfinished()) await real.act.continue(id);
  const alive: ModelTenant[] = [];
  for (const tenant of model.tenants) {
    const status = (await real.find(tenant.id))?.status;
    if (status === "purged") continue;
    if (status === "deleted") await real.act.restore(tenant.id);
    if ((await real.find(tenant.id))?.status !== "active") await real.act.resume(tenant.id);
    alive.push(tenant);
    await isWhole(real, tenant);
  }
  // Of one that was deleted half made the rest stands there until it is back.
  expect(await unfinishedSteps(real)).toEqual([]);
  await real.runJobs();
  const expected = alive.flatMap(({ jobs }) => jobs);
  const wanted = new Set(expected);
  expect(real.ran.filter((number) => wanted.has(number)).sort((a, b) => a - b)).toEqual(
    expected.sort((a, b) => a - b),
  );
  expect(await countRows(real, "control.waiting_jobs")).toBe(0);
  expect(await jobsLeft(real)).toEqual([]);
  await expectPlaces(real);
}

async function isWhole(real: Real, { id }: ModelTenant): Promise<void> {
  const tenant = await real.find(id);
  expect(tenant?.status).toBe("active");
  if (tenant) expect(await real.tier.tenantRouter.connect(tenant).read(countMembers)).toBe(1);
}

/** What is on the server is what the control plane says, no more and no less. */
async function expectPlaces(real: Real): Promise<void> {
  const placed = await adminQuery<{ id: string; kind: string }>(
    real.tier,
    `SELECT p.tenant_id AS id, p.kind FROM control.placements p WHERE p.released_at IS NULL`,
  );
  const names = (await real.ids({ all: true })).map(tenantIdentifier);
  const there = await adminQuery<{ name: string }>(
    real.tier,
    `SELECT 'role ' || rolname AS name FROM pg_roles WHERE replace(rolname, '_app', '') = ANY ($1)
     UNION ALL SELECT 'schema ' || nspname FROM pg_namespace WHERE nspname ~ '^t_[0-9a-f]{32}$'
     UNION ALL SELECT 'database ' || datname FROM pg_database WHERE datname = ANY ($1)`,
    [names],
  );
  const wanted = placed.flatMap(({ id, kind }) => {
    const name = tenantIdentifier(id);
    return kind === "schema"
      ? [`role ${name}`, `schema ${name}`]
      : [`role ${name}`, `role ${name}_app`, `database ${name}`];
  });
  expect(there.map(({ name }) => name).sort()).toEqual(wanted.sort());
}

/** From wherever a tenant is there is a way to its end, which leaves nothing but its row. */
export async function everyoneEnds(model: Model, real: Real): Promise<void> {
  for (const { id } of model.tenants) {
    if ((await real.find(id))?.status === "purged") continue;
    await real.act.delete(id);
    await real.act.purge(id);
  }
  await expectPlaces(real);
  expect(await unfinishedSteps(real)).toEqual([]);
  expect(await countRows(real, "control.memberships")).toBe(0);
  expect(await countRows(real, "control.waiting_jobs")).toBe(0);
}

const unfinishedSteps = (real: Real) =>
  adminQuery(real.tier, "SELECT tenant_id, kind, step, state FROM control.journal WHERE state <> 'done'");

/** Whose they are, and why each is there still. */
const jobsLeft = (real: Real) =>
  adminQuery(
    real.tier,
    `SELECT j.payload ->> 'tenantId' AS tenant, t.status, g.attempts, g.locked_at, g.run_at, g.last_error
     FROM graphile_worker.jobs g JOIN graphile_worker._private_jobs j USING (id)
       LEFT JOIN control.tenants t ON t.id::text = j.payload ->> 'tenantId'
     WHERE g.task_identifier = 'note'`,
  );

const countRows = async (real: Real, from: string): Promise<number> =>
  (await adminQuery<{ n: number }>(real.tier, `SELECT count(*)::int AS n FROM ${from}`))[0]?.n ?? -1;
