import { afterAll, beforeAll, expect, test } from "vitest";
import { deleteTenant, enqueue, getTenant } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { faults, SimulatedCrash } from "#db/control/journal.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { SPARES_PER_CLUSTER } from "#db/lifecycle/spares.ts";
import { adminQuery } from "#db/testing/query.ts";
import { runDueJobs } from "#db/testing/run-due-jobs.ts";
import { scratchDataTier, testTenant } from "#db/testing/scratch.ts";
import { tasksOf } from "./worker.ts";

let scratch: DataTier;
let tier: DataTier;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

const work = () => runDueJobs(tier, tasksOf(tier));
/** As the schedule does: the job, and whatever it causes. */
async function run(name: string): Promise<void> {
  await tier.controlDb.write((tx) => enqueue(tx, { name, payload: {} }));
  await work();
}
const statusOf = async (id: string) => (await tier.controlDb.read((tx) => getTenant(tx, id)))?.status;
const countSpares = async () => {
  const text = "select count(*)::int as count from control.tenants where status = 'spare'";
  const [row] = await adminQuery<{ count: number }>(scratch, text);
  return row?.count;
};

test("the spares are filled again when one was taken", async () => {
  await run("refill-spares");
  expect(await countSpares()).toBe(SPARES_PER_CLUSTER);
  await testTenant(tier);
  expect(await countSpares()).toBe(SPARES_PER_CLUSTER - 1);
  await work();
  expect(await countSpares()).toBe(SPARES_PER_CLUSTER);
});

test("what was left unfinished is continued by the worker, and what somebody works on is not", async () => {
  faults.at = (point) => {
    if (point === "provision/owner/begun") throw new SimulatedCrash();
  };
  await expect(testTenant(tier, { slug: "left-alone" })).rejects.toBeInstanceOf(SimulatedCrash);
  delete faults.at;
  const status = async () => {
    const text = "select status from control.tenants where slug = 'left-alone'";
    const [row] = await adminQuery<{ status: string }>(scratch, text);
    return row?.status;
  };
  await run("continue-lifecycle");
  expect(await status()).toBe("provisioning");
  const long = "update control.journal set started_at = now() - interval '1 hour' where state = 'running'";
  await adminQuery(scratch, long);
  await run("continue-lifecycle");
  expect(await status()).toBe("active");
});

test("the worker counts the tables of each cluster", async () => {
  await adminQuery(scratch, "update control.clusters set tables = 0");
  await run("count-tables");
  expect(await adminQuery(scratch, "select from control.clusters where tables > 0")).toHaveLength(1);
});

test("a deleted tenant is purged after its days of grace, and not before", async () => {
  const [due, early] = await Promise.all([testTenant(tier), testTenant(tier)]);
  for (const { id } of [due, early]) await deleteTenant(tier, id, { actor: { kind: "staff" } });
  const longAgo = "update control.tenants set deleted_at = now() - interval '31 days' where id = $1";
  await adminQuery(scratch, longAgo, [due.id]);
  await run("purge-deleted");
  expect(await statusOf(due.id)).toBe("purged");
  expect(await statusOf(early.id)).toBe("deleted");
});
