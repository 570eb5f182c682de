/**
 * One change of all tenants' tables: a rehearsal that concerns nobody, a canary wave, then the rest. A tenant
 * that fails is reported and the others go on, up to a limit. Kill it anywhere and run it again: each tenant
 * is done or untouched.
 */
import { type Actor, actorName } from "../control/audit-log.ts";
import type { DataTier } from "../data-tier.ts";
import { MigrationRefused } from "../errors.ts";
import type { Migration } from "../migration-files.ts";
import { narrowing } from "../tenant/grants.ts";
import { isBehind, tenantMigrations, versionOf } from "../tenant/version.ts";
import { chooseCanaries } from "./canary.ts";
import type { After } from "./flight.ts";
import { setMovingAside } from "./moving.ts";
import { failureOf, type TenantOutcome } from "./outcome.ts";
import { restRatio } from "./pace.ts";
import { beginRun, type Recorder } from "./record.ts";
import { rehearseAnew, rehearseStarts } from "./rehearse.ts";
import { withRunLock } from "./run-lock.ts";
import { aheadIn, behindIn, refuseUnsound, type Survey, startsIn, surveyTargets } from "./survey.ts";
import { type Counts, count, type FanOutResult, NOTHING_TO_DO, resultOf, verdict } from "./tally.ts";
import { listPlaced, type Target, type TargetFilter } from "./targets.ts";
import { runWave } from "./wave.ts";

export type { TenantOutcome } from "./outcome.ts";
export type { FanOutResult } from "./tally.ts";

export const FAN_OUT_DEFAULTS = {
  /** Connections in each cluster: more of them go no faster and take more from the tenants. */
  concurrency: 2,
  maxFailures: 10,
  /** Nobody's reads queue up behind us for longer. */
  lockTimeoutMs: 2_000,
  statementTimeoutMs: 60_000,
};
export const MAX_CONCURRENCY = 16;

export type FanOutOptions = TargetFilter & {
  /** Who: for the audit log, and for the others that wait. */
  actor: Actor;
  /** How many go first, or which (ids). */
  canary?: number | string[] | undefined;
  concurrency?: number | undefined;
  /**
   * Part of its time that each connection rests, 0 to 0.9. Default: some while tenants are served, none while
   * they are not.
   */
  restRatio?: number | undefined;
  /** Failures after which no further tenant is begun; those of unreachable clusters do not count. */
  maxFailures?: number | undefined;
  lockTimeoutMs?: number | undefined;
  statementTimeoutMs?: number | undefined;
  /** Apply also what is older than something that tenants have already. */
  allowLate?: boolean | undefined;
  /** Go back to this version, by the `down.sql` of what is newer. */
  downTo?: string | undefined;
  /** Default: those of this code. */
  migrations?: Migration[] | undefined;
  /** Default: what the tenants' own tables need. */
  after?: After | undefined;
  /** Ends the run between tenants. */
  signal?: AbortSignal | undefined;
  onBegin?: (begun: { runId: string; total: number }) => void;
  onOutcome?: (outcome: TenantOutcome) => void;
};

/**
 * Throws MigrationRefused where the migrations themselves are not sound (nothing was touched),
 * MigrationRunInProgress where another run is under way. What happened to tenants is in the result.
 */
export async function fanOut(tier: DataTier, options: FanOutOptions): Promise<FanOutResult> {
  const migrations = options.migrations ?? tenantMigrations();
  refuseUnlessReversible(migrations, options.downTo);
  return withRunLock(tier.urls.adminUrl, actorName(options.actor), async () => {
    const survey = await surveyRehearsed(tier, options, migrations);
    const targets = options.downTo === undefined ? behindIn(survey) : aheadIn(survey, options.downTo);
    const unreached = survey.unreached.length;
    if (targets.length === 0) return { ...NOTHING_TO_DO, unreached };
    if (options.downTo === undefined) await rehearseStarts(tier.urls.adminUrl, migrations, startsIn(survey));
    const target = options.downTo ?? versionOf(migrations);
    const command = options.downTo === undefined ? "up" : "down";
    const { actor } = options;
    const recorder = await beginRun(tier, { command, target, actor, total: targets.length });
    options.onBegin?.({ runId: recorder.runId, total: targets.length });
    const { ready, moving } = await setMovingAside(tier, targets);
    return { ...(await runWaves(tier, { ready, moving }, recorder, { ...options, migrations })), unreached };
  });
}

/**
 * Where everybody stands, and that the migrations can be applied at all, where somebody lacks one: the two do
 * not wait for each other. Throws MigrationRefused, for what tenants have first.
 */
async function surveyRehearsed(
  tier: DataTier,
  options: FanOutOptions,
  migrations: Migration[],
): Promise<Survey> {
  const { adminUrl } = tier.urls;
  const placed = await tier.controlDb.read((tx) => listPlaced(tx, options));
  const isWanted =
    options.downTo !== undefined || placed.some(({ version }) => isBehind(version, versionOf(migrations)));
  const [surveyed, rehearsed] = await Promise.allSettled([
    surveyTargets(tier, placed, migrations),
    isWanted ? rehearseAnew(adminUrl, migrations) : undefined,
  ]);
  if (surveyed.status === "rejected") throw surveyed.reason;
  const survey = surveyed.value;
  refuseUnsound(survey, options);
  if (rehearsed.status === "rejected") throw rehearsed.reason;
  // The control plane believed that nobody lacks anything, and somebody's ledger says otherwise.
  if (!isWanted && behindIn(survey).length > 0) await rehearseAnew(adminUrl, migrations);
  return survey;
}

function refuseUnlessReversible(migrations: Migration[], downTo: string | undefined): void {
  if (downTo === undefined) return;
  if (!migrations.some(({ name }) => name === downTo))
    throw new MigrationRefused(`There is no migration ${downTo} to go back to.`);
  const stuck = migrations.find(({ name, down }) => name > downTo && !down);
  if (stuck) throw new MigrationRefused(`Migration ${stuck.name} cannot be undone: it has no down.sql.`);
}

async function runWaves(
  tier: DataTier,
  { ready, moving }: { ready: Target[]; moving: TenantOutcome[] },
  recorder: Recorder,
  options: FanOutOptions & { migrations: Migration[] },
): Promise<Omit<FanOutResult, "unreached">> {
  const counts: Counts = { done: 0, failed: 0, refused: 0 };
  const maxFailures = options.maxFailures ?? FAN_OUT_DEFAULTS.maxFailures;
  const { canaries, rest } = chooseCanaries(ready, options.canary);
  const total = ready.length + moving.length;
  const settings = settingsOf(options);
  const onOutcome = (outcome: TenantOutcome) => {
    count(counts, outcome);
    recorder.add(outcome);
    options.onOutcome?.(outcome);
  };
  const wave = (some: Target[], limit: number) =>
    runWave({
      targets: some,
      ...settings,
      // After a canary nothing is under way.
      looksAhead: some !== canaries,
      adminUrlOf: (cluster) => tier.clusterUrls(cluster).then(({ adminUrl }) => adminUrl),
      onOutcome,
      isStopped: () => counts.refused > limit || (options.signal?.aborted ?? false),
    });
  try {
    for (const outcome of moving) onOutcome(outcome);
    await wave(canaries, 0);
    const isCanaryDead = counts.refused > 0 || (canaries.length > 0 && counts.done === 0);
    if (!isCanaryDead) await wave(rest, maxFailures);
    const isInterrupted = options.signal?.aborted ?? false;
    const { state, reason } = verdict(counts, total, { isCanaryDead, isInterrupted, maxFailures });
    await recorder.finish(state, reason);
    return resultOf(recorder.runId, state, reason, counts, total);
  } catch (error) {
    await recorder.finish("failed", failureOf(error).message).catch(() => {});
    throw error;
  }
}

const settingsOf = ({ migrations, downTo, ...options }: FanOutOptions & { migrations: Migration[] }) => {
  const defaults = FAN_OUT_DEFAULTS;
  const timeouts = {
    lockTimeoutMs: options.lockTimeoutMs ?? defaults.lockTimeoutMs,
    statementTimeoutMs: options.statementTimeoutMs ?? defaults.statementTimeoutMs,
  };
  return {
    job: { migrations, downTo, timeouts, allowLate: options.allowLate, after: options.after ?? narrowing },
    concurrency: Math.min(Math.max(options.concurrency ?? defaults.concurrency, 1), MAX_CONCURRENCY),
    restRatio: restRatio(options.restRatio),
  };
};
