/** One tenant of a run, on a connection that has served others before: tried until it is done or fails for a reason of its own. */
import type pg from "pg";
import { isConnectionError } from "../routing/sql-errors.ts";
import { applyMigrations } from "./apply.ts";
import { type After, appliedOf, downFlight, LedgerDiffers, send, type Timeouts, upFlight } from "./flight.ts";
import type { Migration } from "./migrations.ts";
import { failureOf, type TenantOutcome } from "./outcome.ts";
import { MAX_ATTEMPTS, pauseBeforeRetry, shouldRetry } from "./retry.ts";
import type { Target } from "./targets.ts";
import { versionOf } from "./version.ts";

export type Job = {
  migrations: Migration[];
  timeouts: Timeouts;
  after: After;
  /** The version to go back to; undefined to go up to the latest. */
  downTo?: string | undefined;
};

/** Throws only where the connection is lost; whatever else goes wrong is in the outcome. */
export async function migrateOne(client: pg.Client, target: Target, job: Job): Promise<TenantOutcome> {
  const startedAt = performance.now();
  const outcome = (attempts: number) => ({ target, attempts, durationMs: performance.now() - startedAt });
  for (let attempt = 1; ; attempt++) {
    try {
      const version = await attemptOne(client, target, job);
      return { ...outcome(attempt), state: "done", version };
    } catch (error) {
      if (isConnectionError(error)) throw error;
      if (attempt >= MAX_ATTEMPTS || !shouldRetry(error)) {
        return { ...outcome(attempt), state: "failed", version: target.version, failure: failureOf(error) };
      }
      await pauseBeforeRetry(attempt);
    }
  }
}

/** Answers the version that the tenant has then. */
async function attemptOne(client: pg.Client, target: Target, job: Job): Promise<string | null> {
  const { migrations, timeouts, downTo } = job;
  if (downTo !== undefined) {
    await send(client, downFlight(target, migrations, downTo, timeouts)).catch(explainDown);
    return downTo;
  }
  const pending = migrations.slice(appliedOf(migrations, target.version).length);
  if (pending.some(({ isTransactional }) => isTransactional === false)) return carefully(client, target, job);
  try {
    await send(client, upFlight(target, migrations, timeouts, job.after));
    return versionOf(migrations);
  } catch (error) {
    if (error instanceof LedgerDiffers) return carefully(client, target, job);
    throw error;
  }
}

/** The ledger is read before anything is decided: for a run that was killed before it wrote down what it had done. */
async function carefully(client: pg.Client, { schema }: Target, job: Job): Promise<string | null> {
  const { migrations, timeouts } = job;
  const { version } = await applyMigrations(client, migrations, {
    schema,
    after: job.after(schema),
    ...timeouts,
  });
  return version;
}

const explainDown = (error: unknown): never => {
  if (!(error instanceof LedgerDiffers)) throw error;
  throw new Error("Its ledger is not what its version says. Run `tenantry migrate up` for it first.");
};
