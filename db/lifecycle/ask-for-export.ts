/** An owner asks for all of a tenant's data: noted in the tenant, then handed to a worker. */
import type { Actor } from "../control/audit-log.ts";
import { queueExport } from "../control/export-requests.ts";
import type { DataTier } from "../data-tier.ts";
import type { TenantDb } from "../routing/tenant-db.ts";
import { askForExport, type ExportWish, forgetExport } from "../tenant/exports.ts";

/** An export is a file of its own, and no change of what anybody works with. */
const EVEN_READ_ONLY = { evenReadOnly: true };

/** Answers its id. Throws ExportUnderWay, and RoleBeyondReach for who is no owner at that moment. */
export async function askForTenantExport(
  { controlDb }: DataTier,
  db: TenantDb,
  { wish, actor }: { wish: ExportWish; actor: Actor },
): Promise<string> {
  const { askedBy: ownerId, ...detail } = wish;
  const exportId = await db.write((tx) => askForExport(tx, wish), EVEN_READ_ONLY);
  try {
    const request = { tenantId: db.tenant.id, exportId, ownerId, actor, detail };
    await controlDb.write((tx) => queueExport(tx, request));
  } catch (error) {
    // No transaction spans both databases. What stays all the same counts as stalled after a while.
    await db.write((tx) => forgetExport(tx, exportId), EVEN_READ_ONLY);
    throw error;
  }
  return exportId;
}
