/**
 * The one way to run SQL for a request: the prelude binds a transaction to a role, and `SET LOCAL` ends with
 * it, so nothing about a tenant outlives it, behind a transaction pooler too.
 */
import type { Client } from "pg";
import { DataTierError, OutcomeUnknown, TransactionRolledBack } from "../errors.ts";
import { holdForNextFlight, holdForThisTurn } from "./flight.ts";
import { bindChannel } from "./own-channel.ts";
import { type PreludeOptions, prelude, preludeStatements } from "./prelude.ts";
import { openScope, type Scope, type Transaction } from "./scope.ts";
import {
  isConnectionError,
  isFollowUp,
  isRoleRefused,
  namedError,
  namedPreludeError,
  wasNeverSent,
} from "./sql-errors.ts";

export type { Transaction } from "./scope.ts";

/** A connection that is lent for one transaction. `release(error)` destroys it, `release()` gives it back. */
export type Lease = {
  client: Client;
  /** False where nothing may be sent before what was sent is answered, because of the pooler in between. */
  pipelines: boolean;
  release(error?: Error): void;
};

export type TransactionOptions = PreludeOptions & {
  /**
   * Gives the connection of a read back without waiting for COMMIT to be answered: the next transaction
   * follows in the same flight.
   */
  releaseEarly?: boolean;
  /** Names the channel on which the work may tell that something of its own tenant changed. */
  channel?: () => string;
};

/**
 * Runs `work` in one transaction on a leased connection, and gives the connection back.
 * Throws what `work` throws (driver errors by name, and of several the one that aborted the transaction),
 * `TransactionRolledBack` where COMMIT was not one, `OutcomeUnknown` where the connection was lost while
 * COMMIT was under way.
 */
export async function runTransaction<T>(
  lease: Lease,
  options: TransactionOptions,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const scope = openScope(lease.client, { readOnly: options.readOnly, pipelines: lease.pipelines });
  if (options.channel) bindChannel(scope.tx, options.channel);
  const begun = settle(begin(lease, options));
  let result: T;
  try {
    if (!lease.pipelines) await throwIfAny(begun);
    result = await work(scope.tx);
  } catch (error) {
    throw await abandon(lease, scope, begun, error);
  }
  scope.close();
  const notBegun = await begun;
  if (notBegun) throw await abandon(lease, scope, begun, notBegun);
  await scope.quiet();
  if (options.readOnly && options.releaseEarly && lease.pipelines) finishEarly(lease);
  else await commit(lease, scope, options.readOnly);
  return result;
}

/** In the same flight as the first query of the work; or statement by statement. */
async function begin({ client, pipelines }: Lease, options: TransactionOptions): Promise<void> {
  if (pipelines) {
    holdForThisTurn(client);
    await client.query(prelude(options));
    return;
  }
  for (const statement of preludeStatements(options)) await client.query(statement);
}

async function throwIfAny(settled: Promise<Error | undefined>): Promise<void> {
  const error = await settled;
  if (error) throw error;
}

/** Undefined on success, the error otherwise: so that nothing is thrown before someone listens. */
const settle = (pending: Promise<unknown>): Promise<Error | undefined> =>
  pending.then(
    () => undefined,
    (error: Error) => error,
  );

/** Rolls back and gives the connection back; answers the error that the caller should see. */
async function abandon(
  lease: Lease,
  scope: Scope,
  begun: Promise<Error | undefined>,
  error: unknown,
): Promise<unknown> {
  scope.close();
  const notBegun = await begun;
  await scope.quiet();
  const rollbackError = await settle(lease.client.query("ROLLBACK"));
  const refused = isRoleRefused(notBegun) ? notBegun : undefined;
  // Behind a pooler the next connection may well come to the same backend.
  if (refused && !rollbackError) await settle(lease.client.query(FORGET_MEMBERSHIPS));
  // A backend whose list of memberships is old does not get a newer one by being asked again.
  lease.release(rollbackError ?? refused);
  if (!notBegun) return namedError(isFollowUp(error) ? (scope.failure() ?? error) : error);
  // An idle connection that had died is found out here: nothing has run, and another connection may do.
  return isConnectionError(notBegun) ? namedError(notBegun) : namedPreludeError(notBegun);
}

/**
 * A backend remembers the memberships of one role at a time, for each way of asking: asked of another role it
 * reads the login's anew the next time. `SET` is a way of its own since PostgreSQL 16.
 */
const FORGET_MEMBERSHIPS = `SELECT CASE WHEN current_setting('server_version_num')::int >= 160000
  THEN pg_has_role('pg_monitor', 'pg_signal_backend', 'SET') ELSE pg_has_role('pg_monitor', 'pg_signal_backend', 'MEMBER') END`;

/**
 * Nothing was written, so no answer matters but that of a dead connection, which the pool hears of by itself.
 */
function finishEarly(lease: Lease): void {
  holdForNextFlight(lease.client);
  lease.client.query("COMMIT").catch(() => {});
  lease.release();
}

async function commit(lease: Lease, scope: Scope, readOnly: boolean): Promise<void> {
  let answer: { command: string };
  try {
    answer = await lease.client.query("COMMIT");
  } catch (error) {
    lease.release(error as Error);
    if (readOnly) return;
    throw isConnectionError(error) && !wasNeverSent(error)
      ? new OutcomeUnknown({ cause: error })
      : namedError(error);
  }
  lease.release();
  if (answer.command === "ROLLBACK") throw rolledBack(namedError(scope.failure()));
}

/** The work had swallowed what aborted its transaction: where that has a name, it keeps it. */
const rolledBack = (cause: unknown): DataTierError =>
  cause instanceof DataTierError ? cause : new TransactionRolledBack({ cause });
