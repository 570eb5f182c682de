/** An archive that somebody asks for now, whether one is due or not; the worker takes it. */
import { ARCHIVED_STATUSES } from "../control/archive-standing.ts";
import { ARCHIVE_TENANT_JOB } from "../control/archives.ts";
import { type Actor, recordAudit } from "../control/audit-log.ts";
import { enqueue } from "../control/jobs.ts";
import type { DataTier } from "../data-tier.ts";
import { LifecycleRefused } from "../errors.ts";
import type { Tenant } from "../routing/tenant.ts";
import type { Keeping } from "./keeping.ts";

/** Throws LifecycleRefused where there is nothing to archive, or nowhere to keep it. */
export async function requestArchive(
  tier: DataTier,
  { id: tenantId, slug, status }: Tenant,
  { actor, keeping }: { actor: Actor; keeping: Keeping | undefined },
): Promise<void> {
  if (!keeping) throw new LifecycleRefused("state", "ARCHIVE_STORE is not set: nothing says where to.");
  if (!ARCHIVED_STATUSES.includes(status))
    throw new LifecycleRefused("state", `${slug} is ${status}: there is nothing to archive.`);
  await tier.controlDb.write(async (tx) => {
    await recordAudit(tx, { actor, action: "archive.request", tenantId });
    await enqueue(tx, {
      name: ARCHIVE_TENANT_JOB,
      payload: { tenantId },
      key: `${ARCHIVE_TENANT_JOB}:${tenantId}`,
    });
  });
}
