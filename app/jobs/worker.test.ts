import { afterAll, beforeAll, expect, test } from "vitest";
import { ARCHIVE_TENANT_JOB } from "#app/db.archive.server.ts";
import { PLACE_BY_PLAN_JOB } from "#app/db.move.server.ts";
import { env } from "#app/env.server.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { SPARES_PER_CLUSTER } from "#db/lifecycle/spares.ts";
import { adminQuery } from "#db/testing/query.ts";
import { scratchDataTier } from "#db/testing/scratch.ts";
import { archiveTasks } from "./archives.ts";
import { lifecycleTasks } from "./lifecycle.ts";
import { moveTasks } from "./moves.ts";
import { RECHECK_MAIL_DOMAINS_JOB } from "./recheck-mail-domains.ts";
import { RECONCILE_JOB } from "./reconcile/job.ts";
import { SWEEP_TENANTS_JOB } from "./sweep-tenants.ts";
import { startWorker } from "./worker.ts";

let scratch: DataTier;
let tier: DataTier;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

const countSpares = async () =>
  (await adminQuery(tier, "select from control.tenants where status = 'spare'")).length;
const schedules = async () => {
  const text = "select identifier from graphile_worker._private_known_crontabs order by identifier";
  return (await adminQuery<{ identifier: string }>(tier, text)).map(({ identifier }) => identifier);
};

test("a worker without its schedule does what is asked of it, and nothing by the clock", async () => {
  const worker = await startWorker(tier, { isScheduled: false });
  await expect.poll(countSpares).toBe(SPARES_PER_CLUSTER);
  await worker.stop();
  expect(await schedules()).toEqual([]);
});

test("a worker with its schedule has every lifecycle job in it, and what is compared every night", async () => {
  const worker = await startWorker(tier, { isScheduled: true });
  const nightly = [RECONCILE_JOB, RECHECK_MAIL_DOMAINS_JOB, SWEEP_TENANTS_JOB];
  const byItself = [lifecycleTasks(tier), moveTasks(tier), archiveTasks(tier)];
  const scheduled = byItself
    .flatMap((tasks) => Object.keys(tasks))
    .filter((job) => job !== ARCHIVE_TENANT_JOB && job !== PLACE_BY_PLAN_JOB);
  await expect.poll(schedules).toEqual([...scheduled, ...nightly].sort());
  await worker.stop();
});
