/** Work that a kill or a failure left unfinished, and how it goes on. */
import { eq, sql } from "drizzle-orm";
import { type Actor, recordAudit, SYSTEM } from "../control/audit-log.ts";
import type { ControlTx } from "../control/control-db.ts";
import { listJournal, unfinishedWork } from "../control/journal.ts";
import { journal } from "../control/schema/lifecycle.ts";
import { tenants } from "../control/schema/tenants.ts";
import { getTenant } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { TenantUnknown } from "../errors.ts";
import { restoreTenant } from "./delete.ts";
import { discardCopy } from "./discard-copy.ts";
import { type HoldOptions, withHold } from "./hold.ts";
import { finishProvisioning } from "./provision.ts";
import { purgeTenant } from "./purge.ts";

/** A step that has run for longer than this may belong to a process that is gone: its hold tells. */
const STALE_AFTER_S = 120;
/** A step that failed is tried again by the worker this many times, each after a longer wait. */
const MAX_ATTEMPTS = 8;
const MAX_AT_ONCE = 100;

/**
 * Continues what is unfinished of one tenant, and writes down who had it continued. Answers false where all
 * is done. Throws TenantUnknown, LifecycleRefused ("busy") where somebody is at it, and what the work throws.
 */
export async function continueLifecycle(
  tier: DataTier,
  tenantId: string,
  by: { actor: Actor } & HoldOptions = { actor: SYSTEM },
): Promise<boolean> {
  // Nothing is written down of what somebody is at.
  await withHold(tier, tenantId, async () => {}, by);
  const { tenant, work } = await tier.controlDb.write((tx) => noteContinuation(tx, tenantId, by));
  switch (work) {
    case "provision":
      await finishProvisioning(tier, tenant, by);
      break;
    case "copy":
      await discardCopy(tier, tenantId, by);
      break;
    case "restore":
      await restoreTenant(tier, tenantId, by);
      break;
    case "purge":
      await purgeTenant(tier, tenantId, by);
      break;
  }
  return work !== undefined;
}

async function noteContinuation(tx: ControlTx, tenantId: string, { actor }: { actor: Actor }) {
  const [tenant, steps] = await Promise.all([getTenant(tx, tenantId), listJournal(tx, tenantId)]);
  if (!tenant) throw new TenantUnknown(tenantId);
  const work = unfinishedWork(tenant, steps);
  if (work) await recordAudit(tx, { actor, action: "tenant.continue", tenantId, detail: { work } });
  return { tenant, work };
}

/**
 * Tenants with work that nobody seems to be doing, the worker's at this moment; with `isAsked` also what it
 * waits with or has given up. `staleAfterS` is for tests.
 */
export async function listUnfinished(
  tx: ControlTx,
  options: { staleAfterS?: number; isAsked?: boolean } = {},
): Promise<string[]> {
  const staleAfterS = options.staleAfterS ?? STALE_AFTER_S;
  const isAbandoned = sql`${journal.state} = 'running' and ${journal.startedAt} <= now() - make_interval(secs => ${staleAfterS})`;
  const isFailed = sql`${journal.state} = 'failed'`;
  const isDue = options.isAsked
    ? isFailed
    : sql`${isFailed} and ${journal.attempts} < ${MAX_ATTEMPTS}
        and ${journal.finishedAt} <= now() - make_interval(secs => ${staleAfterS}) * ${journal.attempts}`;
  // A deleted tenant goes on with nothing else; what was begun before may stand in its journal.
  const isOfDeleted = sql`${tenants.status} = 'deleted' and ${journal.kind} in ('copy', 'restore', 'purge')`;
  const rows = await tx
    .selectDistinct({ id: journal.tenantId })
    .from(journal)
    .innerJoin(tenants, eq(tenants.id, journal.tenantId))
    .where(sql`(${tenants.status} = 'provisioning' or (${isOfDeleted})) and ((${isAbandoned}) or (${isDue}))`)
    .limit(MAX_AT_ONCE);
  return rows.map(({ id }) => id);
}
