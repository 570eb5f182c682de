/**
 * Takes one person out of tables, as they declare it (`erasure`): rows that are the person's go, or lose what
 * identifies them. Nothing else decides. Done again it finds nothing.
 */
import { type Column, getColumns, getTableName, or, type SQL, sql } from "drizzle-orm";
import { getTableConfig } from "drizzle-orm/pg-core";
import { type ColumnContent, ERASED_DOMAIN, type TableDeclaration, TREATMENT } from "../declaration.ts";
import type { ControlTx } from "./control-db.ts";
import { emailKey } from "./email-key.ts";

/** `ids`: theirs, and of whom they were made one with. `addresses`: all that they are known to have had. */
export type ErasedPerson = { ids: string[]; addresses: string[] };
export type ErasedRows = { table: string; rows: number; became: "deleted" | "emptied" };

/** Of a tenant's tables, or the control plane's. A dry run only counts. What a place lacks is left out. */
export async function eraseRows(
  tx: ControlTx,
  tables: TableDeclaration[],
  person: ErasedPerson,
  { isDryRun }: { isDryRun: boolean },
): Promise<ErasedRows[]> {
  const erased: ErasedRows[] = [];
  for (const declared of tables) {
    if (!declared.erasure) continue;
    const rows = await eraseOf(tx, declared, person, isDryRun);
    if (rows > 0) erased.push({ table: getTableName(declared.table), rows, became: declared.erasure.how });
  }
  return erased;
}

async function eraseOf(
  tx: ControlTx,
  declared: TableDeclaration,
  person: ErasedPerson,
  isDryRun: boolean,
): Promise<number> {
  const there = await columnsThere(tx, declared);
  const where = rowsOf(declared, person, there);
  if (!where) return 0;
  const { table } = declared;
  const blanks = declared.erasure?.how === "emptied" ? blanksOf(declared, there) : [];
  if (declared.erasure?.how === "emptied" && blanks.length === 0) return 0;
  const isLeft = or(...blanks.map(({ column, value }) => sql`${column} is distinct from ${value}`));
  const found = isLeft ? sql`${where} and (${isLeft})` : where;
  if (isDryRun) {
    const counted = await tx.execute<{ n: string }>(sql`select count(*) as n from ${table} where ${found}`);
    return Number(counted.rows[0]?.n);
  }
  const set = blanks.map(({ column, value }) => sql`${sql.identifier(column.name)} = ${value}`);
  const done = (await tx.execute(
    set.length > 0
      ? sql`update ${table} set ${sql.join(set, sql`, `)} where ${found}`
      : sql`delete from ${table} where ${found}`,
  )) as { rowCount: number | null };
  return done.rowCount ?? 0;
}

/** A tenant that waits for migrations lacks tables and columns that this release has. */
async function columnsThere(tx: ControlTx, { table }: TableDeclaration): Promise<Set<string>> {
  const { schema, name } = getTableConfig(table);
  const { rows } = await tx.execute<{ name: string }>(
    sql`select a.attname as name from pg_catalog.pg_attribute a
          join pg_catalog.pg_class c on c.oid = a.attrelid
          join pg_catalog.pg_namespace n on n.oid = c.relnamespace
         where n.nspname = coalesce(${schema ?? null}, current_schema()) and c.relname = ${name}
           and a.attnum > 0 and not a.attisdropped`,
  );
  return new Set(rows.map((row) => row.name));
}

function rowsOf(
  { table, erasure }: TableDeclaration,
  { ids, addresses }: ErasedPerson,
  there: Set<string>,
): SQL | undefined {
  const column = erasure && getColumns(table)[erasure.column];
  if (!column || !there.has(column.name)) return undefined;
  const known = erasure.by === "id" ? ids : addresses.map(emailKey);
  const isTheirs = sql`${column} = any(${sql.param(known)}::text[])`;
  return erasure.unless ? sql`${isTheirs} and not (${erasure.unless})` : isTheirs;
}

type Blank = { column: Column; value: SQL };

function blanksOf(declared: TableDeclaration, there: Set<string>): Blank[] {
  const { table, columns, rows } = declared;
  return Object.entries(getColumns(table)).flatMap(([key, column]) => {
    const content = columns[key];
    if (!content || !there.has(column.name) || !isErasedIn(content, rows)) return [];
    return [{ column, value: blankOf(declared, content, column) }];
  });
}

/** Whether a row that stays loses what is in a column like that. */
const isErasedIn = (content: ColumnContent, rows: TableDeclaration["rows"]): boolean =>
  TREATMENT[content].erased !== "kept" || (content === "text" && rows === "person");

function blankOf({ table, erasure }: TableDeclaration, content: ColumnContent, column: Column): SQL {
  if (content === "secret") throw new Error(`${getTableName(table)} has secrets: its rows are deleted.`);
  const type = column.getSQLType();
  if (content === "email") {
    const id = erasure && getColumns(table)[erasure.column];
    // What is empty already says less than an address.
    return sql`case when ${column} = '' then '' else ${id} || ${`@${ERASED_DOMAIN}`} end`;
  }
  if (!column.notNull) return sql`null`;
  // PostgreSQL takes either for what the column is.
  return type === "jsonb" || type.endsWith("[]") ? sql`'{}'` : sql`''`;
}
