import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import {
  deleteTenant,
  makeReadOnly,
  purgeTenant,
  restoreTenant,
  resumeTenant,
  suspendTenant,
} from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { withAdmin } from "#db/cluster/admin.ts";
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
const PATIENCE = { timeout: 20_000 };
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

test.each([
  ["suspended", suspendTenant],
  ["read-only", makeReadOnly],
])("a %s tenant's job waits, and is in the queue again when the tenant is resumed", async (_, close) => {
  const { id } = await testTenant(tier);
  await close(tier, id, by);
  await job({ tenantId: id, text: "later" });
  expect(ran).toEqual([]);
  expect(await queued()).toEqual([]);
  await resumeTenant(tier, id, by);
  expect(await queued()).toEqual([id]);
});

const GATE = 4_711;
/** Keeps back whoever parks a job, until it is opened; `work` sees them wait. */
async function withGate<T>(work: (gate: { open(): Promise<void> }) => Promise<T>): Promise<T> {
  return withAdmin(tier.urls.adminUrl, async (admin) => {
    await admin.query(`
      SELECT pg_advisory_lock(${GATE});
      CREATE FUNCTION control.gate() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
        $$ BEGIN PERFORM pg_advisory_xact_lock(${GATE}); RETURN new; END $$;
      CREATE TRIGGER gate BEFORE INSERT ON control.waiting_jobs FOR EACH ROW EXECUTE FUNCTION control.gate()`);
    try {
      return await work({
        open: async () => void (await admin.query(`SELECT pg_advisory_unlock(${GATE})`)),
      });
    } finally {
      await admin.query("DROP FUNCTION control.gate CASCADE");
    }
  });
}
const waiters = async () =>
  (
    await adminQuery<{ n: number }>(
      tier,
      `SELECT count(DISTINCT l.pid)::int AS n FROM pg_locks l JOIN pg_stat_activity a USING (pid)
       WHERE NOT l.granted AND a.datname = current_database()`,
    )
  )[0]?.n;

// Behind a pooler with one connection the two never meet.
test.skipIf(process.env.TEST_POOLER)(
  "a job that meets the resumption of its tenant half-way does not wait for the next suspension",
  async () => {
    const { id } = await testTenant(tier);
    await suspendTenant(tier, id, by);
    await withGate(async (gate) => {
      const parked = job({ tenantId: id, text: "in between" });
      await vi.waitFor(async () => expect(await waiters()).toBe(1), PATIENCE);
      let isOver = false;
      const resumed = resumeTenant(tier, id, by).finally(() => {
        isOver = true;
      });
      // It is over, or waits for the job.
      await vi.waitFor(async () => expect(isOver || (await waiters()) === 2).toBe(true), PATIENCE);
      await gate.open();
      await Promise.all([parked, resumed]);
    });
    expect(await queued()).toEqual([id]);
  },
);

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
