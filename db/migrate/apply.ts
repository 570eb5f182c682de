/**
 * Applies migrations to one schema by looking at its ledger first: in one transaction with it, or each
 * statement by itself.
 */
import pg from "pg";
import { pipeline } from "../cluster/admin.ts";
import { MigrationRefused } from "../errors.ts";
import type { Migration } from "../migration-files.ts";
import { rootCause, sqlState } from "../routing/sql-errors.ts";
import { groupsOf } from "./groups.ts";
import { LEDGER, type LedgerRow, ledgerInsert } from "./ledger.ts";
import { applyWithoutTransaction } from "./no-transaction.ts";
import { isRefused, sentenceOf, standingOf } from "./standing.ts";

export type ApplyTarget = {
  /** The schema that holds the tables and their ledger `_migrations`. */
  schema: string;
  /** Statements run in the same transaction after the migrations: grants. */
  after?: string[];
  lockTimeoutMs?: number;
  statementTimeoutMs?: number;
  /** Also what is older than something that it has. */
  allowLate?: boolean | undefined;
};

export type Applied = { applied: string[]; version: string | null };

const LOCK_TIMEOUT_MS = 10_000;

/**
 * Held by whoever changes the tables of a schema. In its database, for as long as the transaction or session.
 */
export const migrationLock = (schema: string, kind: "xact_lock" | "lock" | "unlock"): string =>
  `SELECT pg_advisory_${kind}(hashtextextended(${pg.escapeLiteral(`tenantry:migrate:${schema}`)}, 0))`;

/**
 * Brings one schema up to date. Either all that was pending is applied, or nothing; where a migration asks
 * for no transaction, what came before it stays. Throws MigrationRefused where an applied migration was
 * edited, or a statement failed: its message names both.
 */
export async function applyMigrations(
  client: pg.Client,
  migrations: Migration[],
  target: ApplyTarget,
): Promise<Applied> {
  const applied: string[] = [];
  try {
    for (const group of groupsOf(migrations)) {
      const isAlone = group.some(({ isTransactional = true }) => !isTransactional);
      const done = await (isAlone ? applyAlone : applyTogether)(client, group, migrations, target);
      applied.push(...done.map(({ name }) => name));
    }
    return { applied, version: await versionIn(client, target.schema) };
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw refusal(error, target.schema);
  }
}

type Group = (
  client: pg.Client,
  group: Migration[],
  all: Migration[],
  target: ApplyTarget,
) => Promise<Migration[]>;

const applyTogether: Group = async (client, group, all, target) => {
  await pipeline(client, opening(target));
  const pending = await pendingIn(client, group, all, target);
  for (const migration of pending) await applyOne(client, migration);
  await pipeline(client, [...(target.after ?? []), "COMMIT"]);
  return pending;
};

const applyAlone: Group = async (client, group, all, target) => {
  const { schema, lockTimeoutMs = LOCK_TIMEOUT_MS } = target;
  const path = `SET search_path = ${pg.escapeIdentifier(schema)}, extensions`;
  await pipeline(client, [`SET lock_timeout = ${lockTimeoutMs}`, path, migrationLock(schema, "lock")]);
  try {
    const pending = await pendingIn(client, group, all, target);
    for (const migration of pending) {
      await applyWithoutTransaction(client, migration, schema).catch((error: Error) => {
        throw Object.assign(error, { migration: migration.name });
      });
    }
    return pending;
  } finally {
    const reset = [migrationLock(schema, "unlock"), "RESET search_path", "RESET lock_timeout"];
    await pipeline(client, reset).catch(() => {});
  }
};

const opening = ({ schema, lockTimeoutMs = LOCK_TIMEOUT_MS, statementTimeoutMs = 0 }: ApplyTarget) => [
  "BEGIN",
  `SET LOCAL lock_timeout = ${lockTimeoutMs}`,
  `SET LOCAL statement_timeout = ${statementTimeoutMs}`,
  `SET LOCAL search_path = ${pg.escapeIdentifier(schema)}, extensions`,
  migrationLock(schema, "xact_lock"),
  LEDGER,
];

/**
 * All of them are checked against the ledger; what is pending of the group is answered. A name without a file
 * is no reason here: an older release may start after a newer one.
 */
async function pendingIn(client: pg.Client, group: Migration[], all: Migration[], target: ApplyTarget) {
  const { rows } = await client.query<LedgerRow>(`SELECT name, checksum FROM "_migrations"`);
  const { missing, problems } = standingOf(all, rows);
  const [refused] = problems.filter((found) => found.kind !== "vanished" && isRefused(found, target));
  if (refused) throw new MigrationRefused(sentenceOf(refused, target.schema));
  return group.filter((migration) => missing.includes(migration));
}

async function versionIn(client: pg.Client, schema: string): Promise<string | null> {
  const { rows } = await client.query<{ version: string | null }>(
    `SELECT max(name COLLATE "C") AS version FROM ${pg.escapeIdentifier(schema)}."_migrations"`,
  );
  return rows[0]?.version ?? null;
}

async function applyOne(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await pipeline(client, [...migration.statements, ledgerInsert([migration])]);
  } catch (error) {
    throw Object.assign(error as Error, { migration: migration.name });
  }
}

/** A failure of SQL as MigrationRefused: which migration, where, why, SQLSTATE, statement. */
export function refusal(error: unknown, schema: string): unknown {
  if (error instanceof MigrationRefused || !sqlState(error)) return error;
  const { migration, statement } = error as { migration?: string; statement?: string };
  const where = migration ? `Migration ${migration}` : "Migrating";
  const what = statement ? `\n${statement.trim().slice(0, 2_000)}` : "";
  const why = (rootCause(error) as Error).message;
  const message = `${where} failed in ${schema}: ${why} (${sqlState(error)})${what}`;
  return Object.assign(new MigrationRefused(message, { cause: error }), { migration, statement });
}
