import { afterAll, beforeAll, expect, test } from "vitest";
import { controlDb, deleteTenant, enqueue, getTenant, startDataTier } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { faults, SimulatedCrash } from "#db/control/journal.ts";
import type { DataTier } from "#db/data-tier.ts";
import { SPARES_PER_CLUSTER } from "#db/lifecycle/spares.ts";
import { adminQuery } from "#db/testing/query.ts";
import { scratchDataTier, testTenant } from "#db/testing/scratch.ts";
import { startWorker } from "./worker.ts";

let scratch: DataTier;
let tier: DataTier;
let worker: { stop(): Promise<void> };
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await startDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
  worker = await startWorker();
});
afterAll(async () => {
  await worker.stop();
  await Promise.all([tier.close(), scratch.close()]);
});

const SOON = { timeout: 15_000, interval: 100 };
const run = (name: string) => controlDb().write((tx) => enqueue(tx, { name, payload: {} }));
const statusOf = async (id: string) => (await controlDb().read((tx) => getTenant(tx, id)))?.status;
const countSpares = async () => {
  const text = "select count(*)::int as count from control.tenants where status = 'spare'";
  const [row] = await adminQuery<{ count: number }>(scratch, text);
  return row?.count;
};

test("a worker fills the spares when it starts, and again when one was taken", async () => {
  await expect.poll(countSpares, SOON).toBe(SPARES_PER_CLUSTER);
  await testTenant(tier);
  await expect.poll(countSpares, SOON).toBe(SPARES_PER_CLUSTER);
});

test("what was left unfinished is continued by the worker", async () => {
  faults.at = (point) => {
    if (point === "provision/owner/begun") throw new SimulatedCrash();
  };
  await expect(testTenant(tier, { slug: "left-alone" })).rejects.toBeInstanceOf(SimulatedCrash);
  delete faults.at;
  const long = "update control.journal set started_at = now() - interval '1 hour' where state = 'running'";
  await adminQuery(scratch, long);
  await run("continue-lifecycle");
  const status = async () => {
    const text = "select status from control.tenants where slug = 'left-alone'";
    const [row] = await adminQuery<{ status: string }>(scratch, text);
    return row?.status;
  };
  await expect.poll(status, SOON).toBe("active");
});

test("the worker counts the tables of each cluster", async () => {
  await adminQuery(scratch, "update control.clusters set tables = 0");
  await run("count-tables");
  const counted = () => adminQuery(scratch, "select from control.clusters where tables > 0");
  await expect.poll(counted, SOON).toHaveLength(1);
});

test("a deleted tenant is purged after its days of grace, and not before", async () => {
  const [due, early] = await Promise.all([testTenant(tier), testTenant(tier)]);
  for (const { id } of [due, early]) await deleteTenant(id, { actor: { kind: "staff" } });
  const longAgo = "update control.tenants set deleted_at = now() - interval '31 days' where id = $1";
  await adminQuery(scratch, longAgo, [due.id]);
  await run("purge-deleted");
  await expect.poll(() => statusOf(due.id), SOON).toBe("purged");
  expect(await statusOf(early.id)).toBe("deleted");
});
