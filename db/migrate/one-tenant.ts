/**
 * One tenant of a run, on a connection that has served others before: tried until it is done or fails for a
 * reason of its own.
 */
import type pg from "pg";
import type { Migration } from "../migration-files.ts";
import { isConnectionError } from "../routing/sql-errors.ts";
import { applyMigrations } from "./apply.ts";
import {
  type After,
  downFlight,
  type Flight,
  LedgerDiffers,
  missingOf,
  send,
  type Timeouts,
  upFlight,
  versionAfter,
} from "./flight.ts";
import { isOneTransaction } from "./groups.ts";
import { failureOf, type TenantOutcome } from "./outcome.ts";
import { MAX_ATTEMPTS, pauseBeforeRetry, shouldRetry } from "./retry.ts";
import type { Target } from "./targets.ts";

export type Job = {
  migrations: Migration[];
  timeouts: Timeouts;
  after: After;
  /** Also what is older than something that a tenant has. */
  allowLate?: boolean | undefined;
  /** The version to go back to; undefined to go up to the latest. */
  downTo?: string | undefined;
};

/**
 * A tenant whose turn it is. `landed`: its flight is sent already; answers what it failed with, if it did.
 */
export type Sent = { target: Target; landed?: Promise<unknown> };

/**
 * Sends the flight of a tenant without waiting for it. One that has to be done with care is left for its
 * turn.
 */
export function sendAhead(client: pg.Client, target: Target, job: Job): Sent {
  if (!canFly(target, job)) return { target };
  const landed = send(client, flightOf(target, job)).then(
    () => undefined,
    (error: unknown) => error,
  );
  return { target, landed };
}

/**
 * Nothing else is sent on the connection until this is over, but what was sent before. Throws only where the
 * connection is lost; whatever else goes wrong is in the outcome.
 */
export async function migrateOne(client: pg.Client, sent: Sent, job: Job): Promise<TenantOutcome> {
  const startedAt = performance.now();
  const { target } = sent;
  const outcome = (attempts: number) => ({ target, attempts, durationMs: performance.now() - startedAt });
  for (let attempt = 1; ; attempt++) {
    try {
      const version = await attemptOne(client, attempt === 1 ? sent : { target }, job);
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
async function attemptOne(client: pg.Client, { target, landed }: Sent, job: Job): Promise<string | null> {
  if (!canFly(target, job)) return carefully(client, target, job);
  const error = await (landed ?? sendAhead(client, target, job).landed);
  if (error === undefined) return job.downTo ?? versionAfter(target, job.migrations);
  if (!(error instanceof LedgerDiffers)) throw error;
  if (job.downTo === undefined) return carefully(client, target, job);
  throw new Error("Its ledger has changed meanwhile. Run the command again.");
}

const flightOf = (target: Target, { migrations, timeouts, after, downTo }: Job): Flight =>
  downTo === undefined
    ? upFlight(target, migrations, timeouts, after)
    : downFlight(target, migrations, downTo, timeouts);

/** A flight is for a tenant of which it is known what it has. */
function canFly(target: Target, { migrations, downTo }: Job): boolean {
  if (downTo !== undefined) return true;
  return target.ledger !== undefined && isOneTransaction(missingOf(target, migrations));
}

/** The ledger is read before anything is decided: it could not be before, or has changed since. */
async function carefully(client: pg.Client, { schema }: Target, job: Job): Promise<string | null> {
  const { migrations, timeouts } = job;
  const { version } = await applyMigrations(client, migrations, {
    schema,
    after: job.after(schema),
    allowLate: job.allowLate,
    ...timeouts,
  });
  return version;
}
