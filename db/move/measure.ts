/** How large each tenant is and how much it is used, as its cluster's server counts. */
import { withAdmin } from "../cluster/admin.ts";
import { listClusters } from "../control/clusters.ts";
import type { DataTier } from "../data-tier.ts";
import { namedError } from "../routing/sql-errors.ts";

/**
 * By the tenant's identifier. `load`: rows read and written a second, since the server's statistics began.
 */
export type Measured = { identifier: string; cluster: string; bytes: number; load: number };
export type Unmeasured = { cluster: string; why: string };

const TENANTS = "'^t_[0-9a-f]{32}$'";
const SECONDS = `greatest(extract(epoch FROM now() - coalesce(
  (SELECT stats_reset FROM pg_stat_database WHERE datname = current_database()), pg_postmaster_start_time())), 1)`;

/** Schemas of the database that tenants share, and the databases that are one tenant's. */
const MEASURE = `
SELECT n.nspname AS identifier, sum(pg_total_relation_size(c.oid))::float8 AS bytes,
       (sum(coalesce(s.seq_tup_read, 0) + coalesce(s.idx_tup_fetch, 0) + s.n_tup_ins + s.n_tup_upd + s.n_tup_del)
         / ${SECONDS})::float8 AS load
FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid AND c.relkind IN ('r', 'p')
  LEFT JOIN pg_stat_user_tables s ON s.relid = c.oid
WHERE n.nspname ~ ${TENANTS} GROUP BY 1
UNION ALL
SELECT datname, pg_database_size(datname)::float8,
       ((tup_returned + tup_fetched + tup_inserted + tup_updated + tup_deleted) / ${SECONDS})::float8
FROM pg_stat_database WHERE datname ~ ${TENANTS}`;

/** A cluster that does not answer is told, and left out. */
export async function measureTenants(
  tier: DataTier,
): Promise<{ measured: Measured[]; unmeasured: Unmeasured[] }> {
  const clusters = await tier.controlDb.read(listClusters);
  const measured: Measured[] = [];
  const unmeasured: Unmeasured[] = [];
  for (const { name: cluster } of clusters) {
    try {
      const { adminUrl } = await tier.clusterUrls(cluster);
      const rows = await withAdmin(adminUrl, async (client) => (await client.query<Measured>(MEASURE)).rows);
      for (const row of rows) measured.push({ ...row, load: row.load ?? 0, cluster });
    } catch (error) {
      unmeasured.push({ cluster, why: (namedError(error) as Error).message });
    }
  }
  return { measured, unmeasured };
}
