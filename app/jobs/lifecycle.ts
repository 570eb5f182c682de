/**
 * What the platform does by itself: spares kept ready, unfinished work continued, ends of grace, and what is
 * past its time taken away.
 */
import {
  type Actor,
  continueLifecycle,
  continueReplacement,
  countAllTables,
  type DataTier,
  LifecycleRefused,
  listPurgeable,
  listUnfinished,
  listUnfinishedReplacements,
  purgeTenant,
  REFILL_SPARES_JOB,
  refillSpares,
  sweep,
} from "#app/db.server.ts";
import { log } from "#app/telemetry/log.server.ts";

const BY_ITSELF: { actor: Actor } = { actor: { kind: "system" } };

/** Tenants that one run purges; the next run takes the next. */
const PURGES_AT_ONCE = 20;
/** Replacements of tenants' data that one run ends, where whoever began them is gone. */
const REPLACED_AT_ONCE = 20;

export const lifecycleTasks = (tier: DataTier) => ({
  [REFILL_SPARES_JOB]: () => refill(tier),
  "count-tables": () => countTables(tier),
  "continue-lifecycle": () => continueUnfinished(tier),
  "purge-deleted": () => purgeDeleted(tier),
  sweep: () => sweepAll(tier),
});

/** Missed runs are not made up for: the next one does all that is due. */
export const lifecycleCrontab = `
*/5 * * * * ${REFILL_SPARES_JOB} ?max=3
*/5 * * * * count-tables ?max=1
* * * * * continue-lifecycle ?max=1
17 * * * * purge-deleted ?max=3
41 * * * * sweep ?max=3
`;

async function refill(tier: DataTier): Promise<void> {
  for (const { cluster, made, error } of await refillSpares(tier)) {
    if (made > 0) log.info({ cluster, made }, "spare tenants made");
    if (error) log.error({ cluster, err: error }, "spare tenants could not be made");
  }
}

async function countTables(tier: DataTier): Promise<void> {
  for (const { cluster, error } of await countAllTables(tier)) {
    log.error({ cluster, err: error }, "tables not counted");
  }
}

async function continueUnfinished(tier: DataTier): Promise<void> {
  await eachTenant(await tier.controlDb.read((tx) => listUnfinished(tx)), "continued", (id) =>
    continueLifecycle(tier, id, { ...BY_ITSELF, waitMs: 0 }),
  );
  const replaced = await tier.controlDb.read((tx) => listUnfinishedReplacements(tx, REPLACED_AT_ONCE));
  await eachTenant(replaced, "continued after a restore", (id) =>
    continueReplacement(tier, id, { waitMs: 0 }),
  );
}

async function purgeDeleted(tier: DataTier): Promise<void> {
  const purge = (id: string) => purgeTenant(tier, id, { ...BY_ITSELF, waitMs: 0 });
  await eachTenant(await tier.controlDb.read((tx) => listPurgeable(tx, PURGES_AT_ONCE)), "purged", purge);
}

async function sweepAll(tier: DataTier): Promise<void> {
  for (const { table, rows, isEmptied } of await sweep(tier.controlDb))
    log.info({ table, rows }, isEmptied ? "old rows emptied" : "old rows deleted");
}

/** One that fails is logged, its journal tells why, and the others have their turn. */
async function eachTenant(
  ids: string[],
  done: string,
  work: (id: string) => Promise<unknown>,
): Promise<void> {
  for (const tenantId of ids) {
    try {
      await work(tenantId);
      log.info({ tenantId }, `tenant ${done}`);
    } catch (error) {
      // Somebody is at it, and will finish it: a long step is no dead one.
      if (error instanceof LifecycleRefused && error.reason === "busy") continue;
      log.error({ tenantId, err: error }, `tenant not ${done}`);
    }
  }
}
