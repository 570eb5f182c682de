/**
 * Jobs of tenants in which nothing is done now. They wait here, not in the queue, whose attempts would run
 * out.
 */
import { eq } from "drizzle-orm";
import type { Tenant } from "../routing/tenant.ts";
import type { ControlTx } from "./control-db.ts";
import { enqueue } from "./jobs.ts";
import { waitingJobs } from "./schema/lifecycle.ts";
import { getTenant, lockTenant } from "./tenants.ts";

type TenantJob = { tenantId: string; name: string; payload: Record<string, unknown> };

/**
 * The tenant of a job, undefined where there is none. The job of one that is paused is kept, in a transaction
 * beside which nobody resumes or restores the tenant: who does so afterwards finds the job. `waits`: whether
 * this job does, in a tenant like that.
 */
export async function getTenantOrPark(
  tx: ControlTx,
  job: TenantJob,
  waits: (tenant: Tenant) => boolean = isPaused,
): Promise<Tenant | undefined> {
  const seen = await getTenant(tx, job.tenantId);
  if (!seen || !waits(seen)) return seen;
  const tenant = await lockTenant(tx, job.tenantId);
  if (tenant && waits(tenant)) await tx.insert(waitingJobs).values(job);
  return tenant;
}

/** Nothing is done in it, and may be again. */
export const isPaused = ({ status }: Pick<Tenant, "status">): boolean =>
  status === "read-only" || status === "suspended" || status === "deleted";

/** The same for a job that changes nothing in the tenant. */
export const isPausedForReaders = (tenant: Pick<Tenant, "status">): boolean =>
  isPaused(tenant) && tenant.status !== "read-only";

/** Puts a tenant's waiting jobs back into the queue, the oldest first. Answers how many. */
export async function releaseJobs(tx: ControlTx, tenantId: string): Promise<number> {
  const jobs = await tx.delete(waitingJobs).where(eq(waitingJobs.tenantId, tenantId)).returning();
  jobs.sort((one, other) => one.id - other.id);
  for (const { name, payload } of jobs) await enqueue(tx, { name, payload });
  return jobs.length;
}
