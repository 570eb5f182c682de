/**
 * One tenant's migration as one flight: transaction, lock, check of the ledger, statements, bookkeeping,
 * commit.
 */
import pg from "pg";
import type { Migration } from "../migration-files.ts";
import { holdForThisTurn } from "../routing/flight.ts";
import { migrationLock } from "./apply.ts";
import { DIVISION_BY_ZERO, ledgerDelete, ledgerInsert, ledgerMustBe } from "./ledger.ts";
import { IS_SERVING } from "./pace.ts";
import type { Target } from "./targets.ts";

export type Timeouts = { lockTimeoutMs: number; statementTimeoutMs: number };

/** Statements that follow migrations which make tables: grants. */
export type After = (schema: string) => string[];

/** A statement with the migration that it is of, or several statements of ours. */
type Leg = { query: string; migration?: string };
/** The first leg opens the transaction and checks the ledger. */
export type Flight = Leg[];

/** The ledger is not what it was when it was read; nothing was changed. */
export class LedgerDiffers extends Error {}

/** Brings a tenant from what it has to all of `migrations`, none of which may ask for no transaction. */
export function upFlight(target: Target, migrations: Migration[], timeouts: Timeouts, after: After): Flight {
  const pending = missingOf(target, migrations);
  const makesTables = pending.some(({ statements }) =>
    statements.some((text) => /\bCREATE\s+(?:\w+\s+)*TABLE\b/i.test(text)),
  );
  const closing = [ledgerInsert(pending), ...(makesTables ? after(target.schema) : [])];
  return flight(target, timeouts, [
    ...pending.flatMap(({ name, statements }) => statements.map((query) => ({ query, migration: name }))),
    { query: closing.join(";\n") },
  ]);
}

/** Undoes what is newer than `version`, the newest first. */
export function downFlight(
  target: Target,
  migrations: Migration[],
  version: string,
  timeouts: Timeouts,
): Flight {
  const undone = appliedTo(target, migrations)
    .filter(({ name }) => name > version)
    .reverse();
  const legs = undone.flatMap(({ name, down = [] }) => [
    ...down.map((query) => ({ query, migration: name })),
    { query: ledgerDelete(name) },
  ]);
  return flight(target, timeouts, legs);
}

/** Of `migrations`, what its ledger says that it has. */
export const appliedTo = ({ ledger = [] }: Target, migrations: Migration[]): Migration[] =>
  migrations.filter((migration) => ledger.some(({ name }) => name === migration.name));

/** What it lacks, oldest first. */
export const missingOf = ({ ledger = [] }: Target, migrations: Migration[]): Migration[] =>
  migrations.filter((migration) => !ledger.some(({ name }) => name === migration.name));

/** The last name in its ledger once all of `migrations` are applied. */
export const versionAfter = ({ ledger = [] }: Target, migrations: Migration[]): string | null =>
  [...ledger, ...migrations]
    .map(({ name }) => name)
    .sort()
    .at(-1) ?? null;

/**
 * What is ours travels in few messages; statements of a migration one by one, so that an error names its own.
 * The last one ends the transaction whatever became of it: another flight may follow on the same connection.
 */
function flight({ schema, ledger = [] }: Target, timeouts: Timeouts, legs: Leg[]): Flight {
  const opening = [prelude(schema, timeouts), migrationLock(schema, "xact_lock"), ledgerMustBe(ledger)];
  return [{ query: opening.join(";\n") }, ...legs, { query: "COMMIT" }];
}

/**
 * Its COMMIT does not wait for the disk: `makeDurable` does, for many tenants at once, before any counts as
 * done.
 */
const prelude = (schema: string, { lockTimeoutMs, statementTimeoutMs }: Timeouts): string =>
  `BEGIN; SET LOCAL synchronous_commit = off; SET LOCAL lock_timeout = ${lockTimeoutMs}; SET LOCAL statement_timeout = ${statementTimeoutMs}; ` +
  `SET LOCAL search_path = ${pg.escapeIdentifier(schema)}, extensions`;

/**
 * Sends a flight and waits for its end. All of it happened, or nothing. Throws LedgerDiffers, or the first
 * failure with its `migration` and `statement`.
 */
export async function send(client: pg.Client, legs: Flight): Promise<void> {
  holdForThisTurn(client);
  const outcomes = await Promise.allSettled(legs.map(({ query }) => client.query(query)));
  const at = outcomes.findIndex(({ status }) => status === "rejected");
  if (at < 0) return;
  const { reason } = outcomes[at] as PromiseRejectedResult;
  if (at === 0 && isMismatch(reason)) throw new LedgerDiffers();
  const { query: statement, migration } = legs[at] ?? {};
  throw Object.assign(reason as Error, migration ? { migration, statement } : {});
}

// A transaction with something to log, which is nothing to anybody: its COMMIT takes what came before along.
const MAKE_DURABLE = `SELECT pg_logical_emit_message(true, 'tenantry', ''), ${IS_SERVING} AS "isServing"`;

/**
 * Answers when everything that was committed on this server before is on its disk, and whether tenants are
 * served meanwhile.
 */
export async function makeDurable(client: pg.Client): Promise<{ isServing: boolean }> {
  const { rows } = await client.query<{ isServing: boolean }>(MAKE_DURABLE);
  return { isServing: rows[0]?.isServing ?? false };
}

const UNDEFINED_TABLE = "42P01";

function isMismatch(reason: unknown): boolean {
  const { code } = reason as { code?: string };
  return code === DIVISION_BY_ZERO || code === UNDEFINED_TABLE;
}
