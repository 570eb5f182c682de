/** Where sequences stand: logical replication does not carry it. */
import type pg from "pg";
import { qualified, type Side } from "./side.ts";

export type Position = { name: string; value: string; isCalled: boolean };

export async function readSequences(client: pg.Client, side: Side): Promise<Position[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = $1 AND c.relkind = 'S' ORDER BY c.relname`,
    [side.place.schema],
  );
  const positions: Position[] = [];
  for (const { name } of rows) {
    const { rows: read } = await client.query<{ value: string; isCalled: boolean }>(
      `SELECT last_value::text AS value, is_called AS "isCalled" FROM ${qualified(side, name)}`,
    );
    if (read[0]) positions.push({ name, ...read[0] });
  }
  return positions;
}

export async function writeSequences(client: pg.Client, side: Side, positions: Position[]): Promise<void> {
  for (const { name, value, isCalled } of positions)
    await client.query("SELECT setval($1::regclass, $2::bigint, $3)", [
      qualified(side, name),
      value,
      isCalled,
    ]);
}
