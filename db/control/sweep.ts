/**
 * Takes away what is past its time, as the tables declare it: in bounded batches, each a transaction of its
 * own.
 */
import { and, getTableName, lt, sql } from "drizzle-orm";
import type { AnyPgTable } from "drizzle-orm/pg-core";
import type { Retention, TableDeclaration } from "../declaration.ts";
import { TENANT_TABLES } from "../tenant/declarations.ts";
import type { ControlTx } from "./control-db.ts";
import { CONTROL_TABLES } from "./declarations.ts";

/** Rows that one transaction takes: nobody waits for it, and nothing is bloated by it. */
const SWEEP_BATCH = 1_000;
/** Batches of one rule in one run; the next run goes on. */
const MAX_SWEEP_BATCHES = 100;

export type Swept = { table: string; rows: number; isEmptied: boolean };

type Limits = { batch?: number; maxBatches?: number };
/** The control plane, or one tenant: both run one transaction at a time. */
type SweptDb = { write<T>(work: (tx: ControlTx) => Promise<T>): Promise<T> };

/** Of the control plane. Answers what was done, a line for each rule that found something. */
export const sweep = (controlDb: SweptDb, limits?: Limits): Promise<Swept[]> =>
  sweepTables(controlDb, CONTROL_TABLES, limits);

/** The same of one tenant's own tables. */
export const sweepTenant = (tenantDb: SweptDb, limits?: Limits): Promise<Swept[]> =>
  sweepTables(tenantDb, TENANT_TABLES, limits);

async function sweepTables(
  db: SweptDb,
  tables: TableDeclaration[],
  { batch = SWEEP_BATCH, maxBatches = MAX_SWEEP_BATCHES }: Limits = {},
): Promise<Swept[]> {
  const swept: Swept[] = [];
  for (const { table, retention } of tables) {
    for (const rule of retention) {
      const rows = await sweepOne(db, table, rule, { batch, maxBatches });
      if (rows > 0) swept.push({ table: getTableName(table), rows, isEmptied: rule.emptied !== undefined });
    }
  }
  return swept;
}

async function sweepOne(
  db: SweptDb,
  table: AnyPgTable,
  rule: Retention,
  { batch, maxBatches }: { batch: number; maxBatches: number },
): Promise<number> {
  let total = 0;
  for (let n = 0; n < maxBatches; n++) {
    const rows = await db.write((tx) => sweepBatch(tx, table, rule, batch));
    total += rows;
    if (rows < batch) break;
  }
  return total;
}

/** The condition stands once more outside: a row that was changed since it was found stays. */
async function sweepBatch(
  tx: ControlTx,
  table: AnyPgTable,
  { since, days, when, emptied }: Retention,
  batch: number,
): Promise<number> {
  const isOver = and(lt(since, sql`now() - make_interval(days => ${days})`), when);
  const found = sql`${table}.ctid = any(array(select ctid from ${table} where ${isOver} limit ${batch}))`;
  const where = and(found, isOver);
  const done = emptied
    ? await tx.update(table).set(emptied).where(where)
    : await tx.delete(table).where(where);
  return done.rowCount ?? 0;
}
