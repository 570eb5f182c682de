/** What the rows of a place come to, table by table: equal where two places hold the same. */
import pg from "pg";
import { copyOut } from "../archive/copy-out.ts";
import { RowHash } from "../archive/row-hash.ts";
import { inWholeLines } from "../archive/whole-lines.ts";
import { qualified, type Side } from "./side.ts";

export type TableHash = { table: string; rows: number; hash: string };

/** Within the transaction that the client is in. */
export async function hashTables(client: pg.Client, side: Side, tables: string[]): Promise<TableHash[]> {
  const hashes: TableHash[] = [];
  for (const table of tables) {
    const columns = await writtenColumns(client, side, table);
    const rows = new RowHash();
    const copied = copyOut(client, `${qualified(side, table)} (${columns.join(", ")})`);
    for await (const lines of inWholeLines(copied)) rows.add(lines);
    const facts = rows.facts();
    hashes.push({ table, rows: facts.rows, hash: facts.hash });
  }
  return hashes;
}

/** Quoted, by name, without what the database makes by itself. */
export async function writtenColumns(client: pg.Client, side: Side, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attname`,
    [qualified(side, table)],
  );
  return rows.map(({ name }) => pg.escapeIdentifier(name));
}

/** The first table in which they differ; undefined where they hold the same. */
export function firstDifference(one: TableHash[], other: TableHash[]): string | undefined {
  const of = new Map(other.map((each) => [each.table, each]));
  if (one.length !== other.length) return "the list of tables";
  return one.find(({ table, rows, hash }) => of.get(table)?.rows !== rows || of.get(table)?.hash !== hash)
    ?.table;
}
