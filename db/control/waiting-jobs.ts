/** Jobs of tenants that do not serve now. They wait here, not in the queue, whose attempts would run out. */
import { eq } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import { enqueue } from "./jobs.ts";
import { waitingJobs } from "./schema/lifecycle.ts";

export async function parkJob(
  tx: ControlTx,
  job: { tenantId: string; name: string; payload: Record<string, unknown> },
): Promise<void> {
  await tx.insert(waitingJobs).values(job);
}

/** Puts a tenant's waiting jobs back into the queue, the oldest first. Answers how many. */
export async function releaseJobs(tx: ControlTx, tenantId: string): Promise<number> {
  const jobs = await tx.delete(waitingJobs).where(eq(waitingJobs.tenantId, tenantId)).returning();
  jobs.sort((one, other) => one.id - other.id);
  for (const { name, payload } of jobs) await enqueue(tx, { name, payload });
  return jobs.length;
}
