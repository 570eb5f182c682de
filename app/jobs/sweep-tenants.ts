/** What tenants' own tables keep for a time is taken away when it is past it, one tenant after the other. */
import { type DataTier, getTenant, isBehind, listActiveTenantIds, sweepTenant } from "#app/db.server.ts";
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

async function sweepOne(tier: DataTier, tenantId: string): Promise<void> {
  try {
    const tenant = await tier.controlDb.read((tx) => getTenant(tx, tenantId));
    if (tenant?.status !== "active" || isBehind(tenant.schemaVersion)) return;
    for (const { table, rows } of await sweepTenant(tier.tenantRouter.connect(tenant)))
      log.info({ tenantId, table, rows }, "old rows deleted");
  } catch (error) {
    log.error({ tenantId, err: error }, "tenant not swept");
  }
}
