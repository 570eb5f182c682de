/** Who was born at the same time begins to serve at the same time: one transaction writes it down for all. */
import { inArray, sql } from "drizzle-orm";
import { type Actor, recordAudit } from "../control/audit-log.ts";
import { batched } from "../control/batched.ts";
import type { ControlTx } from "../control/control-db.ts";
import { finishStep } from "../control/journal.ts";
import { tenants } from "../control/schema/tenants.ts";
import { notifyTenantChanged } from "../control/tenant-changes.ts";
import type { DataTier } from "../data-tier.ts";

/** A tenant whose place was made with all that it needs: nothing but its step `create` is in the journal. */
type BirthRecord = { tenantId: string; version: string | null; actor: Actor };

/** Tenants in one transaction, one transaction at a time. */
const RECORD_LIMITS = { maxBatch: 50, runsAtOnce: 1 };

const queues = new WeakMap<DataTier, (record: BirthRecord) => Promise<string>>();

/** Answers when it is written down. */
export async function recordBirth(tier: DataTier, record: BirthRecord): Promise<void> {
  const known = queues.get(tier) ?? batched((records) => recordAll(tier, records), RECORD_LIMITS);
  queues.set(tier, known);
  await known(record);
}

async function recordAll(tier: DataTier, records: BirthRecord[]): Promise<string[]> {
  const ids = records.map(({ tenantId }) => tenantId);
  await tier.controlDb.write(async (tx) => {
    const active = await activateAll(tx, records);
    const made = records.filter(({ tenantId }) => active.has(tenantId));
    await Promise.all([
      notifyTenantChanged(tx, ...ids),
      recordAudit(
        tx,
        ...made.map(({ actor, tenantId }) => ({ actor, action: "tenant.provision", tenantId })),
      ),
      finishStep(tx, { tenantIds: ids, kind: "provision" }, "create"),
    ]);
  });
  return ids;
}

/** Answers who serves now: one that was deleted while it was being made stays deleted. */
async function activateAll(tx: ControlTx, records: BirthRecord[]): Promise<Set<string>> {
  const versions = JSON.stringify(Object.fromEntries(records.map((made) => [made.tenantId, made.version])));
  const rows = await tx
    .update(tenants)
    .set({
      schemaVersion: sql`${versions}::jsonb ->> ${tenants.id}::text`,
      status: sql`case when ${tenants.status} = 'provisioning' then 'active' else ${tenants.status} end`,
    })
    .where(
      inArray(
        tenants.id,
        records.map(({ tenantId }) => tenantId),
      ),
    )
    .returning({ id: tenants.id, status: tenants.status });
  return new Set(rows.filter(({ status }) => status === "active").map(({ id }) => id));
}
