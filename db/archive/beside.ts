/** The second schema in a tenant's database: exchanged with the tenant's own, and dropped. */
import type pg from "pg";
import { withAdmin } from "../cluster/admin.ts";
import type { DataTier } from "../data-tier.ts";
import { type Beside, dropBesideStatement, exchangeSchemas } from "../lifecycle/schemas-beside.ts";
import { migrationLock } from "../migrate/apply.ts";
import { MAX_ATTEMPTS, pauseBeforeRetry, shouldRetry } from "../migrate/retry.ts";
import type { Tenant } from "../routing/tenant.ts";

/** The exchange waits this long for those who are at work, and is tried again: others queue up behind it. */
const LOCK_TIMEOUT_MS = 1_000;

/** As the admin, in the database that the tenant is in. */
export async function inDatabase<T>(
  tier: DataTier,
  { placement }: Tenant,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const { adminUrl } = await tier.clusterUrls(placement.cluster);
  return withAdmin(adminUrl, work, { database: placement.database });
}

type Exchange = { incoming: Beside; outgoing: Beside };

/** In one transaction; no migration comes in between. Tried again where somebody holds it up. */
export async function exchange(tier: DataTier, tenant: Tenant, which: Exchange): Promise<void> {
  const { placement } = tenant;
  for (let attempt = 1; ; attempt++) {
    try {
      await inDatabase(tier, tenant, async (client) => {
        await client.query(`BEGIN; SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
        await client.query(migrationLock(placement.schema, "xact_lock"));
        await exchangeSchemas(client, placement, which);
        await client.query("COMMIT");
      });
      return;
    } catch (error) {
      if (attempt >= MAX_ATTEMPTS || !shouldRetry(error)) throw error;
      await pauseBeforeRetry(attempt);
    }
  }
}

export const dropBeside = (tier: DataTier, tenant: Tenant, which: Beside): Promise<void> =>
  inDatabase(tier, tenant, async (client) => {
    await client.query(dropBesideStatement(tenant.placement, which));
  });
