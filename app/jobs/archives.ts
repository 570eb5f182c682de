/** Archives: taken when they are due or somebody wants one, removed when their time is over, and drilled. */
import { randomUUID } from "node:crypto";
import { z } from "zod";
import {
  ARCHIVE_TENANT_JOB,
  drillArchives,
  keepingOf,
  pruneArchives,
  type Taken,
  takeArchive,
  takeDueArchives,
} from "#app/db.archive.server.ts";
import { type DataTier, SYSTEM } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { log } from "#app/telemetry/log.server.ts";

const TAKE_JOB = "take-archives";
const PRUNE_JOB = "prune-archives";
const DRILL_JOB = "drill-archives";

/** Archives that are restored every week. */
const DRILLED_A_WEEK = 5;

const Payload = z.looseObject({ tenantId: z.uuid() });

type Settings = Pick<typeof env, "ARCHIVE_STORE" | "ARCHIVE_PASSPHRASE">;

export const archiveTasks = (tier: DataTier, signal?: AbortSignal, settings: Settings = env) => ({
  [TAKE_JOB]: () => takeDue(tier, settings, signal),
  [ARCHIVE_TENANT_JOB]: (payload: unknown) =>
    takeOne(tier, Payload.parse(payload).tenantId, settings, signal),
  [PRUNE_JOB]: () => prune(tier, signal),
  [DRILL_JOB]: () => drill(tier, settings, signal),
});

/**
 * In one queue, so that a run that takes long has no other beside it; and only the next one waits for it.
 * The drill is on Sundays, when least is done (UTC).
 */
export const archivesCrontab = `
*/5 * * * * ${TAKE_JOB} ?max=1&queue=archives&jobKey=${TAKE_JOB}
33 * * * * ${PRUNE_JOB} ?max=1
7 5 * * 0 ${DRILL_JOB} ?max=1&queue=archives&jobKey=${DRILL_JOB}
`;

async function takeDue(tier: DataTier, settings: Settings, signal: AbortSignal | undefined): Promise<void> {
  const keeping = keepingOf(settings);
  if (!keeping) return;
  await takeDueArchives(tier, keeping, {
    signal,
    onOutcome: ({ tenantId, taken }) => tell(tenantId, taken),
  });
}

/** One that fails is written down; it is tried again as soon as the schedule says. */
async function takeOne(
  tier: DataTier,
  tenantId: string,
  settings: Settings,
  signal: AbortSignal | undefined,
): Promise<void> {
  const keeping = keepingOf(settings);
  if (keeping) tell(tenantId, await takeArchive(tier, tenantId, keeping, signal));
}

function tell(tenantId: string, taken: Taken): void {
  if (taken.state === "taken") log.info({ tenantId, bytes: taken.bytes, rows: taken.rows }, "archive taken");
  if (taken.state === "failed") log.error({ tenantId, why: taken.error }, "archive not taken");
}

/** Also where none are taken any more: what was promised of their end holds. */
async function prune(tier: DataTier, signal: AbortSignal | undefined): Promise<void> {
  await pruneArchives(tier, {
    signal,
    onRemoval: ({ tenantId, address, error: why }) => {
      if (why === undefined) log.info({ tenantId, address }, "archive removed");
      else log.error({ tenantId, address, why }, "archive not removed");
    },
  });
}

async function drill(tier: DataTier, settings: Settings, signal: AbortSignal | undefined): Promise<void> {
  const keeping = keepingOf(settings);
  if (!keeping) return;
  await drillArchives(tier, {
    ...{ actor: SYSTEM, sample: DRILLED_A_WEEK, seed: randomUUID(), passphrase: keeping.passphrase, signal },
    onDrilled: ({ tenantId, state, rows, ms, error: why }) => {
      if (state === "good") log.info({ tenantId, rows, ms }, "archive restored in a drill");
      else log.error({ tenantId, state, why }, "archive not restored in a drill");
    },
  });
}
