/** How much room a tenant takes, asked of the server where it lives. */
import { withAdmin } from "../cluster/admin.ts";
import { getTenant } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { isDatabaseGone } from "../routing/sql-errors.ts";

const ANSWER_WITHIN_MS = 3_000;

const SIZE = `
SELECT count(*)::int AS tables, coalesce(sum(pg_total_relation_size(c.oid)), 0)::float8 AS bytes
FROM pg_class c WHERE c.relnamespace = to_regnamespace($1) AND c.relkind IN ('r', 'p', 'm')`;

export type TenantSize = { tables: number; bytes: number };

/**
 * "none" where the tenant has no place, not yet or not any more; undefined where its cluster does not answer
 * within three seconds.
 */
export async function getTenantSize(
  tier: DataTier,
  tenantId: string,
): Promise<TenantSize | "none" | undefined> {
  const tenant = await tier.controlDb.read((tx) => getTenant(tx, tenantId));
  if (!tenant || tenant.status === "purged") return "none";
  const { cluster, database, schema } = tenant.placement;
  const asked = tier.clusterUrls(cluster).then(({ adminUrl }) =>
    withAdmin(
      adminUrl,
      async (client) => {
        await client.query(`SET statement_timeout = ${ANSWER_WITHIN_MS}`);
        return (await client.query<TenantSize>(SIZE, [schema])).rows[0];
      },
      { database },
    ),
  );
  const size = asked.then(
    (found) => (found && found.tables > 0 ? found : "none"),
    (error: unknown) => (isDatabaseGone(error) ? "none" : undefined),
  );
  return Promise.race([size, giveUpLater()]);
}

const giveUpLater = (): Promise<undefined> =>
  new Promise((resolve) => void setTimeout(() => resolve(undefined), ANSWER_WITHIN_MS).unref());
