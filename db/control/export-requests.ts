/** Exports of a tenant's data that its owners ask for and take: what the control plane does about them. */
import { type Actor, recordAudit } from "./audit-log.ts";
import type { ControlTx } from "./control-db.ts";
import { enqueue } from "./jobs.ts";
import { requireOwnerNow } from "./tenant-settings.ts";

/** Makes the file. */
export const EXPORT_JOB = "export-tenant";

type ExportRequest = {
  tenantId: string;
  exportId: string;
  /** An owner, at this moment. */
  ownerId: string;
  actor: Actor;
  detail: { format: "json" | "csv"; withTrash: boolean };
};

/** Files of one tenant are made one after the other. Throws RoleBeyondReach. */
export async function queueExport(
  tx: ControlTx,
  { tenantId, exportId, ownerId, actor, detail }: ExportRequest,
): Promise<void> {
  await requireOwnerNow(tx, tenantId, ownerId);
  await recordAudit(tx, { actor, action: "export.data", tenantId, detail: { ...detail, exportId } });
  const queue = `${EXPORT_JOB}:${tenantId}`;
  await enqueue(tx, { name: EXPORT_JOB, payload: { tenantId, exportId }, key: exportId, queue });
}

/** Before its first byte is handed out. Throws RoleBeyondReach. */
export async function recordDownload(
  tx: ControlTx,
  { tenantId, exportId, ownerId, actor }: Omit<ExportRequest, "detail">,
): Promise<void> {
  await requireOwnerNow(tx, tenantId, ownerId);
  await recordAudit(tx, { actor, action: "export.download", tenantId, detail: { exportId } });
}
