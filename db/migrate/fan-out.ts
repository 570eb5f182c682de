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
import { tenantMigrations, versionOf } from "../tenant/version.ts";
import { chooseCanaries } from "./canary.ts";
import type { After } from "./flight.ts";
import { failureOf, type TenantOutcome } from "./outcome.ts";
import { restRatio } from "./pace.ts";
import { beginRun, type Recorder } from "./record.ts";
import { rehearse } from "./rehearse.ts";
import { withRunLock } from "./run-lock.ts";
import { aheadIn, behindIn, refuseUnsound, startsIn, surveyTenants } from "./survey.ts";
import { type Counts, count, type FanOutResult, NOTHING_TO_DO, resultOf, verdict } from "./tally.ts";
import type { Target, TargetFilter } from "./targets.ts";
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
    const survey = await surveyTenants(tier, options, migrations);
    refuseUnsound(survey, options);
    const targets = options.downTo === undefined ? behindIn(survey) : aheadIn(survey, options.downTo);
    const unreached = survey.unreached.length;
    if (targets.length === 0) return { ...NOTHING_TO_DO, unreached };
    await rehearse(tier.urls.adminUrl, migrations, options.downTo === undefined ? startsIn(survey) : []);
    const target = options.downTo ?? versionOf(migrations);
    const command = options.downTo === undefined ? "up" : "down";
    const { actor } = options;
    const recorder = await beginRun(tier, { command, target, actor, total: targets.length });
    options.onBegin?.({ runId: recorder.runId, total: targets.length });
    return { ...(await runWaves(tier, targets, recorder, { ...options, migrations })), unreached };
  });
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
  targets: Target[],
  recorder: Recorder,
  options: FanOutOptions & { migrations: Migration[] },
): Promise<Omit<FanOutResult, "unreached">> {
  const counts: Counts = { done: 0, failed: 0, refused: 0 };
  const maxFailures = options.maxFailures ?? FAN_OUT_DEFAULTS.maxFailures;
  const { canaries, rest } = chooseCanaries(targets, options.canary);
  const settings = settingsOf(options);
  const wave = (some: Target[], limit: number) =>
    runWave({
      targets: some,
      ...settings,
      // After a canary nothing is under way.
      looksAhead: some !== canaries,
      adminUrlOf: (cluster) => tier.clusterUrls(cluster).then(({ adminUrl }) => adminUrl),
      onOutcome: (outcome) => {
        count(counts, outcome);
        recorder.add(outcome);
        options.onOutcome?.(outcome);
      },
      isStopped: () => counts.refused > limit || (options.signal?.aborted ?? false),
    });
  try {
    await wave(canaries, 0);
    const isCanaryDead = counts.refused > 0 || (canaries.length > 0 && counts.done === 0);
    if (!isCanaryDead) await wave(rest, maxFailures);
    const isInterrupted = options.signal?.aborted ?? false;
    const { state, reason } = verdict(counts, targets.length, { isCanaryDead, isInterrupted, maxFailures });
    await recorder.finish(state, reason);
    return resultOf(recorder.runId, state, reason, counts, targets.length);
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
