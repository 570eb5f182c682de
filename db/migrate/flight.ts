/** One tenant's migration as one flight: transaction, lock, check of the ledger, statements, bookkeeping, commit. */
import pg from "pg";
import { migrationLock } from "./apply.ts";
import { DIVISION_BY_ZERO, ledgerDelete, ledgerInsert, ledgerMustBe } from "./ledger.ts";
import type { Migration } from "./migrations.ts";
import type { Target } from "./targets.ts";

export type Timeouts = { lockTimeoutMs: number; statementTimeoutMs: number };

/** Statements that follow migrations which make tables: grants. */
export type After = (schema: string) => string[];

/** A statement, and the migration that it is of. */
type Leg = { query: string | pg.QueryConfig; migration?: string };
export type Flight = { legs: Leg[]; checkAt: number };

/** The ledger is not what the control plane says; nothing was changed. */
export class LedgerDiffers extends Error {}

/** Brings a tenant from what it has to all of `migrations`, none of which may ask for no transaction. */
export function upFlight(target: Target, migrations: Migration[], timeouts: Timeouts, after: After): Flight {
  const has = appliedOf(migrations, target.version);
  const pending = migrations.slice(has.length);
  const makesTables = pending.some(({ statements }) =>
    statements.some((text) => /\bCREATE\s+(?:\w+\s+)*TABLE\b/i.test(text)),
  );
  return flight(target, has, timeouts, [
    ...pending.flatMap(({ name, statements }) => statements.map((query) => ({ query, migration: name }))),
    { query: ledgerInsert(pending) },
    ...(makesTables ? after(target.schema).map((query) => ({ query })) : []),
  ]);
}

/** Undoes what is newer than `version`, the newest first. */
export function downFlight(
  target: Target,
  migrations: Migration[],
  version: string,
  timeouts: Timeouts,
): Flight {
  const has = appliedOf(migrations, target.version);
  const undone = has.filter(({ name }) => name > version).reverse();
  const legs = undone.flatMap(({ name, down = [] }) => [
    ...down.map((query) => ({ query, migration: name })),
    { query: ledgerDelete(name) },
  ]);
  return flight(target, has, timeouts, legs);
}

/** What a schema of this version has. */
export const appliedOf = (migrations: Migration[], version: string | null): Migration[] =>
  migrations.filter(({ name }) => version !== null && name <= version);

function flight({ schema }: Target, has: Migration[], timeouts: Timeouts, legs: Leg[]): Flight {
  const opening: Leg[] = [
    { query: prelude(schema, timeouts) },
    { query: migrationLock(schema, "xact_lock") },
  ];
  const checked = [...opening, { query: ledgerMustBe(has) }, ...legs, { query: "COMMIT" }];
  return { legs: checked, checkAt: opening.length };
}

const prelude = (schema: string, { lockTimeoutMs, statementTimeoutMs }: Timeouts): string =>
  `BEGIN; SET LOCAL lock_timeout = ${lockTimeoutMs}; SET LOCAL statement_timeout = ${statementTimeoutMs}; ` +
  `SET LOCAL search_path = ${pg.escapeIdentifier(schema)}, extensions`;

/**
 * Sends a flight, statement by statement, and waits for its end. All of it happened, or nothing. Throws LedgerDiffers, or the
 * first failure with its `migration` and `statement`.
 */
export async function send(client: pg.Client, { legs, checkAt }: Flight): Promise<void> {
  const outcomes = await Promise.allSettled(legs.map(({ query }) => client.query(query as pg.QueryConfig)));
  const at = outcomes.findIndex(({ status }) => status === "rejected");
  if (at < 0) return;
  const { reason } = outcomes[at] as PromiseRejectedResult;
  if (at === checkAt && isMismatch(reason)) throw new LedgerDiffers();
  const { query, migration } = legs[at] ?? {};
  const statement = typeof query === "string" ? query : query?.text;
  throw Object.assign(reason as Error, migration ? { migration, statement } : {});
}

const UNDEFINED_TABLE = "42P01";

function isMismatch(reason: unknown): boolean {
  const { code } = reason as { code?: string };
  return code === DIVISION_BY_ZERO || code === UNDEFINED_TABLE;
}
