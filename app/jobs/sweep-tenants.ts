/**
 * What tenants' own tables keep for a time is taken away when it is past it, one tenant after the other; and
 * whom nobody has told of what waits for them is looked for.
 */
import { enqueueRecount } from "#app/db.people.server.ts";
import {
  type DataTier,
  getTenant,
  isBehind,
  listActiveTenantIds,
  sweepTenant,
  type TenantDb,
} from "#app/db.server.ts";
import { listUntold } from "#app/db.tenant.server.ts";
import { log } from "#app/telemetry/log.server.ts";

export const SWEEP_TENANTS_JOB = "sweep-tenants";
/** At night (UTC), after the comparison with the identity provider. */
export const sweepTenantsCrontab = `
11 4 * * * ${SWEEP_TENANTS_JOB} ?max=1
`;

/** Ids that are read at once. */
const IDS_AT_ONCE = 500;

/** One that fails is logged, and the others have their turn; what is left of it waits for the next night. */
export async function sweepTenants(
  tier: DataTier,
  stopping?: AbortSignal,
  { limit = IDS_AT_ONCE } = {},
): Promise<void> {
  let after: string | undefined;
  do {
    const from = after;
    const ids = await tier.controlDb.read((tx) => listActiveTenantIds(tx, { after: from, limit }));
    for (const id of ids) {
      if (stopping?.aborted) return;
      await sweepOne(tier, id);
    }
    after = ids.at(-1);
  } while (after);
}

/**
 * A process that ended between a change and the job that counts for whom it is news left nobody to write to
 * them: so does a suspension.
 */
async function countUntold(tier: DataTier, db: TenantDb, tenantId: string): Promise<void> {
  for (const userId of await db.read(listUntold))
    await tier.controlDb.write((tx) => enqueueRecount(tx, { tenantId, userId }));
}

async function sweepOne(tier: DataTier, tenantId: string): Promise<void> {
  try {
    const tenant = await tier.controlDb.read((tx) => getTenant(tx, tenantId));
    if (tenant?.status !== "active" || isBehind(tenant.schemaVersion)) return;
    const db = tier.tenantRouter.connect(tenant);
    for (const { table, rows } of await sweepTenant(db))
      log.info({ tenantId, table, rows }, "old rows deleted");
    await countUntold(tier, db, tenantId);
  } catch (error) {
    log.error({ tenantId, err: error }, "tenant not swept");
  }
}
