/**
 * A job that works for one tenant. It gets its tenant as a request does, and waits while the tenant does not
 * serve, or takes no changes.
 */
import { z } from "zod";
import {
  type DataTier,
  getTenantOrPark,
  isPaused,
  isPausedForReaders,
  type Tenant,
  type TenantDb,
  type TenantStatus,
} from "#app/db.server.ts";

export type TenantWork = (
  tenant: Tenant,
  tenantDb: TenantDb,
  payload: Record<string, unknown>,
) => Promise<void>;

const Payload = z.looseObject({ tenantId: z.uuid() });

/** Thrown where the tenant will serve in a moment: the queue tries again by itself. */
export class TenantNotServing extends Error {
  constructor(status: TenantStatus) {
    super(`The tenant is ${status}.`);
    this.name = "TenantNotServing";
  }
}

/**
 * Its payload names the tenant. Read-only, suspended or deleted: kept until it is active. Purged: dropped.
 * `evenReadOnly`: the job only reads, and does not wait for a read-only one.
 */
export const tenantJob =
  (tier: DataTier, name: string, work: TenantWork, { evenReadOnly = false } = {}) =>
  async (raw: unknown) => {
    const payload = Payload.parse(raw);
    const { tenantId } = payload;
    const waits = evenReadOnly ? isPausedForReaders : isPaused;
    const job = { tenantId, name, payload };
    const tenant = await tier.controlDb.write((tx) => getTenantOrPark(tx, job, waits));
    if (!tenant || waits(tenant) || tenant.status === "purged") return;
    if (tenant.status !== "active" && tenant.status !== "read-only")
      throw new TenantNotServing(tenant.status);
    await work(tenant, tier.tenantRouter.connect(tenant), payload);
  };
