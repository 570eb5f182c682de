/**
 * Moves of tenants that somebody has to go on with: begun in the console, or left by who made them; and what
 * was left of them on servers.
 */
import { z } from "zod";
import {
  CONTINUE_MOVES_JOB,
  continueMove,
  endLostWaysBack,
  findOrphans,
  listClusters,
  listMovesToContinue,
  PLACE_BY_PLAN_JOB,
  placeByPlan,
  removeOrphans,
} from "#app/db.move.server.ts";
import { type DataTier, LifecycleRefused } from "#app/db.server.ts";
import { log } from "#app/telemetry/log.server.ts";

/** Moves that one run goes on with, one after the other; the next run takes the next. */
const MOVES_AT_ONCE = 20;

const SWEEP_STREAMS_JOB = "sweep-streams";

const payload = z.object({ tenantId: z.uuid().optional() });
const placed = z.object({ tenantId: z.uuid() });

export const moveTasks = (tier: DataTier, stopping?: AbortSignal) => ({
  [CONTINUE_MOVES_JOB]: (given: unknown) =>
    continueMoves(tier, payload.parse(given ?? {}).tenantId, stopping),
  [PLACE_BY_PLAN_JOB]: async (given: unknown) => {
    const { tenantId } = placed.parse(given);
    const move = await placeByPlan(tier, tenantId);
    if (move) log.info({ tenantId, to: move.to.kind, cluster: move.to.cluster }, "move begun by a plan");
  },
  [SWEEP_STREAMS_JOB]: async () => {
    await endWaysBack(tier);
    await sweepStreams(tier);
  },
});

export const movesCrontab = `
* * * * * ${CONTINUE_MOVES_JOB} ?max=1
*/10 * * * * ${SWEEP_STREAMS_JOB} ?max=1
`;

async function continueMoves(
  tier: DataTier,
  tenantId: string | undefined,
  stopping: AbortSignal | undefined,
): Promise<void> {
  const open = await tier.controlDb.read((tx) => listMovesToContinue(tx, { tenantId, limit: MOVES_AT_ONCE }));
  for (const move of open) if (!stopping?.aborted) await goOn(tier, move.tenantId, stopping);
}

/** One that fails is logged and tells why itself; the others have their turn. */
async function goOn(tier: DataTier, tenantId: string, signal: AbortSignal | undefined): Promise<void> {
  try {
    const { phase, pauseMs } = await continueMove(tier, tenantId, { waitMs: 0, signal });
    log.info({ tenantId, phase, pauseMs }, "tenant's move went on");
  } catch (error) {
    // A copy may take hours: the process that is to stop leaves it to the next.
    if (signal?.aborted) return;
    // Somebody is at it, and goes on.
    if (error instanceof LifecycleRefused && error.reason === "busy") return;
    log.error({ tenantId, err: error }, "tenant's move did not go on");
  }
}

async function endWaysBack(tier: DataTier): Promise<void> {
  try {
    for (const { tenantId, why } of await endLostWaysBack(tier))
      log.warn({ tenantId, why }, "way back ended");
  } catch (error) {
    log.error({ err: error }, "ways back were not looked at");
  }
}

/** A server that does not answer is for the next time. */
async function sweepStreams(tier: DataTier): Promise<void> {
  for (const { name: cluster } of await tier.controlDb.read(listClusters)) {
    try {
      const { adminUrl } = await tier.clusterUrls(cluster);
      const orphans = await findOrphans(tier, adminUrl);
      await removeOrphans(adminUrl, orphans);
      for (const { kind, name } of orphans) log.warn({ cluster, kind, name }, "left by a move, and removed");
    } catch (error) {
      log.error({ cluster, err: error }, "what moves left was not looked for");
    }
  }
}
