/**
 * The one way to run SQL for a request. The prelude that binds a transaction to a role lives here and nowhere else:
 * `SET LOCAL` ends with the transaction, so nothing about a tenant outlives it, behind a transaction pooler too.
 */

import { nodePgCodecs } from "drizzle-orm/node-postgres/codecs";
import { NodePgSession, NodePgTransaction } from "drizzle-orm/node-postgres/session";
import { PgDialect } from "drizzle-orm/pg-core";
import type { Client, QueryConfig } from "pg";
import { OutcomeUnknown, TransactionClosed, TransactionRolledBack } from "../errors.ts";
import { holdForThisTurn } from "./flight.ts";
import {
  isConnectionError,
  isRoleRefused,
  namedError,
  namedPreludeError,
  wasNeverSent,
} from "./sql-errors.ts";

type NoRelations = Record<never, never>;
/** A transaction that is bound to one role. Gone when the work it was given to is over. */
export type Transaction = NodePgTransaction<NoRelations>;

/** A connection that is lent for one transaction. `release(error)` destroys it, `release()` gives it back. */
export type Lease = { client: Client; release(error?: Error): void };

export type TransactionOptions = {
  readOnly: boolean;
  /** Other than the login's own default, which each login is made with (LOGIN_STATEMENT_TIMEOUT_MS). */
  statementTimeoutMs?: number;
  /** Gives the connection of a read back without waiting for COMMIT to be answered: the next transaction follows in the same flight. */
  releaseEarly?: boolean;
  /** Role, already validated: an identifier of the closed patterns of this tier. */
  role: string;
  /** Set for row-level security on the control plane: a UUID, validated by its caller. */
  tenantId?: string;
};

const ROLE = /^(t_[0-9a-f]{32}|control_app|control_tenant)$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const dialect = new PgDialect({ codecs: nodePgCodecs });
const noRelations: NoRelations = {};
/** By the extended protocol, also without parameters: it takes one statement a message, so none can be stacked onto it. */
const ONE_STATEMENT = { queryMode: "extended" } as const;

/** One simple query, sent in the same flight as the first query of the work. */
export function prelude(options: TransactionOptions): string {
  const { role, tenantId, readOnly, statementTimeoutMs } = options;
  if (!ROLE.test(role)) throw new TypeError("Not a role that a transaction may take.");
  if (tenantId !== undefined && !UUID.test(tenantId))
    throw new TypeError("A tenant id is a lower-case UUID.");
  if (statementTimeoutMs !== undefined && !Number.isInteger(statementTimeoutMs)) {
    throw new TypeError("A timeout is a whole number of milliseconds.");
  }
  const begin = readOnly ? "BEGIN READ ONLY" : "BEGIN";
  const tenant = tenantId ? `; SET LOCAL app.tenant_id = '${tenantId}'` : "";
  const timeout =
    statementTimeoutMs === undefined ? "" : `; SET LOCAL statement_timeout = ${statementTimeoutMs}`;
  return `${begin}; SET LOCAL ROLE "${role}"${timeout}${tenant}`;
}

/**
 * Runs `work` in one transaction on a leased connection, and gives the connection back.
 * Throws what `work` throws (driver errors by name), `TransactionRolledBack` where COMMIT was not one,
 * `OutcomeUnknown` where the connection was lost while COMMIT was under way.
 */
export async function runTransaction<T>(
  lease: Lease,
  options: TransactionOptions,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const scope = openScope(lease.client, options.readOnly);
  holdForThisTurn(lease.client);
  const begun = settle(lease.client.query(prelude(options)));
  let result: T;
  try {
    result = await work(scope.tx);
  } catch (error) {
    scope.close();
    throw await abandon(lease, begun, error);
  }
  scope.close();
  const notBegun = await begun;
  if (notBegun) throw await abandon(lease, begun, notBegun);
  if (options.readOnly && options.releaseEarly) finishEarly(lease);
  else await commit(lease, options.readOnly);
  return result;
}

/** The drizzle handle of one transaction; after `close` it refuses, so that a stray query cannot reach the next user's turn. */
function openScope(client: Client, readOnly: boolean): { tx: Transaction; close(): void } {
  let open = true;
  const guarded = {
    query: (query: QueryConfig, values?: unknown[]) => {
      if (!open) return Promise.reject(new TransactionClosed());
      // Of a read, what comes after the first flight is awaited by a person.
      if (!readOnly) holdForThisTurn(client);
      return client.query({ ...query, ...ONE_STATEMENT } as QueryConfig, values);
    },
  } as unknown as Client;
  const session = new NodePgSession(guarded, dialect, noRelations);
  const tx = new NodePgTransaction(dialect, session, noRelations, 0, false);
  return { tx, close: () => (open = false) };
}

/** Undefined on success, the error otherwise: so that nothing is thrown before someone listens. */
const settle = (pending: Promise<unknown>): Promise<Error | undefined> =>
  pending.then(
    () => undefined,
    (error: Error) => error,
  );

/** Rolls back and gives the connection back; answers the error that the caller should see. */
async function abandon(lease: Lease, begun: Promise<Error | undefined>, error: unknown): Promise<unknown> {
  const notBegun = await begun;
  const rollbackError = await settle(lease.client.query("ROLLBACK"));
  // A backend whose list of memberships is old does not get a newer one by being asked again.
  lease.release(rollbackError ?? (isRoleRefused(notBegun) ? notBegun : undefined));
  if (!notBegun) return namedError(error);
  // An idle connection that had died is found out here: nothing has run, and another connection may do.
  return isConnectionError(notBegun) ? namedError(notBegun) : namedPreludeError(notBegun);
}

/** Nothing was written, so no answer matters but that of a dead connection, which the pool hears of by itself. */
function finishEarly(lease: Lease): void {
  holdForThisTurn(lease.client);
  lease.client.query("COMMIT").catch(() => {});
  lease.release();
}

async function commit(lease: Lease, readOnly: boolean): Promise<void> {
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
  if (answer.command === "ROLLBACK") throw new TransactionRolledBack();
}
