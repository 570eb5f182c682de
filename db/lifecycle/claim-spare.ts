/**
 * Taking a spare: a tenant that is made and migrated already gets a name. Milliseconds, whatever a schema has
 * in it.
 */
import { sql } from "drizzle-orm";
import type { ControlTx } from "../control/control-db.ts";
import { notifyTenantChanged } from "../control/tenant-changes.ts";
import { latestTenantVersion } from "../tenant/version.ts";
import type { Identity } from "./provision-request.ts";

/** Enqueued when one is taken, and from time to time. */
export const REFILL_SPARES_JOB = "refill-spares";

/** Of two who claim at once each gets another spare, and neither waits. False where none is ready. */
export async function claimSpare(
  tx: ControlTx,
  { slug, name, plan, organizationId }: Identity,
  { region, cluster }: { region: string | undefined; cluster: string | undefined },
): Promise<string | false> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    update control.tenants set status = 'provisioning', slug = ${slug}, name = ${name}, plan = ${plan},
      organization_id = ${organizationId}, created_at = now(), updated_at = now()
    where id = (
      select t.id from control.tenants t
        join control.placements p on p.tenant_id = t.id
        join control.clusters c on c.name = p.cluster
      where t.status = 'spare' and t.schema_version = ${latestTenantVersion()} and c.status = 'accepting'
        and c.region = coalesce(${region ?? null}::text, c.region)
        and c.name = coalesce(${cluster ?? null}::text, c.name)
      order by t.id limit 1 for update of t skip locked)
    returning id`);
  const id = rows[0]?.id;
  if (!id) return false;
  await notifyTenantChanged(tx, id);
  return id;
}
