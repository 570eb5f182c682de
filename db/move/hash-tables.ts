/**
 * What the rows of a place come to, table by table: equal where two places hold the same. Counted by the
 * server: the process that moves may serve requests as well, and rows that it reads keep it from them.
 */
import pg from "pg";
import { AS_COPIED } from "../archive/copying.ts";
import { qualified, type Side } from "./side.ts";

export type TableHash = { table: string; rows: string; hash: string };

/** The same text for the same row on each server, and one core at the most. */
const SETTINGS = [...AS_COPIED, "SET LOCAL max_parallel_workers_per_gather = 0"].join("; ");

/**
 * Within the transaction that the client is in. In any order of the rows: of each row's SHA-256 twice 60 bits
 * are summed up.
 */
export async function hashTables(client: pg.Client, side: Side, tables: string[]): Promise<TableHash[]> {
  await client.query(SETTINGS);
  const hashes: TableHash[] = [];
  for (const table of tables) {
    const columns = (await writtenColumns(client, side, table)).join(", ");
    const { rows } = await client.query<Omit<TableHash, "table">>(
      `SELECT count(*)::text AS rows, concat_ws(' ', sum(('x' || substr(h, 1, 15))::bit(60)::bigint),
                sum(('x' || substr(h, 16, 15))::bit(60)::bigint)) AS hash
         FROM (SELECT encode(sha256(convert_to(ROW(${columns})::text, 'UTF8')), 'hex') AS h
                 FROM ${qualified(side, table)}) hashed`,
    );
    if (rows[0]) hashes.push({ table, ...rows[0] });
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
