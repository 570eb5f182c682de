import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { deleteTenant, purgeTenant, restoreTenant, resumeTenant, suspendTenant } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { adminQuery } from "#db/testing/query.ts";
import { scratchDataTier, testTenant } from "#db/testing/scratch.ts";
import { tenantJob } from "./tenant-job.ts";

let scratch: DataTier;
let tier: DataTier;
beforeAll(async () => {
  scratch = await scratchDataTier();
  tier = await openDataTier({ urls: scratch.urls, secretsKey: env.SECRETS_KEY });
});
afterAll(() => Promise.all([tier.close(), scratch.close()]));

const by = { actor: { kind: "staff" as const } };
let ran: string[] = [];
beforeEach(() => {
  ran = [];
});
const job = (payload: unknown) =>
  tenantJob(tier, "note", async (tenant, tenantDb, { text }) => {
    await tenantDb.read(async () => {});
    ran.push(`${tenant.id} ${String(text)}`);
  })(payload);

/** Taken out of the queue: the tenant of each. */
const queued = async () => {
  const rows = await adminQuery<{ payload: { tenantId: string } }>(
    tier,
    "DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t WHERE t.id = j.task_id AND t.identifier = 'note' RETURNING j.payload",
  );
  return rows.map(({ payload }) => payload.tenantId);
};

test("a job gets its tenant, and the tenant's data", async () => {
  const { id } = await testTenant(tier);
  await job({ tenantId: id, text: "hello" });
  expect(ran).toEqual([`${id} hello`]);
});

test("a suspended tenant's job waits, and is in the queue again when the tenant is resumed", async () => {
  const { id } = await testTenant(tier);
  await suspendTenant(tier, id, by);
  await job({ tenantId: id, text: "later" });
  expect(ran).toEqual([]);
  expect(await queued()).toEqual([]);
  await resumeTenant(tier, id, by);
  expect(await queued()).toEqual([id]);
});

test("a deleted tenant's job waits for its restoration, and is gone with its purge", async () => {
  const [restored, purged] = await Promise.all([testTenant(tier), testTenant(tier)]);
  for (const { id } of [restored, purged]) {
    await deleteTenant(tier, id, by);
    await job({ tenantId: id, text: "later" });
  }
  await restoreTenant(tier, restored.id, by);
  await purgeTenant(tier, purged.id, by);
  await job({ tenantId: purged.id, text: "too late" });
  expect(ran).toEqual([]);
  expect(await queued()).toEqual([restored.id]);
});
