/**
 * Which values occur in a column that leads an index: a step of the index for each, however many rows there
 * are.
 */
import { sql } from "drizzle-orm";
import type { AnyPgColumn, AnyPgTable } from "drizzle-orm/pg-core";
import type { ControlTx } from "./control-db.ts";

/** In the column's own order, without null. PostgreSQL's DISTINCT would read the whole index instead. */
export async function distinctValues(
  tx: ControlTx,
  table: AnyPgTable,
  column: AnyPgColumn,
): Promise<string[]> {
  const { rows } = await tx.execute<{ value: string }>(sql`
    with recursive found (value) as (
      (select ${column} from ${table} order by ${column} limit 1)
      union all
      select (select ${column} from ${table} where ${column} > found.value order by ${column} limit 1)
        from found where found.value is not null)
    select value from found where value is not null`);
  return rows.map(({ value }) => value);
}
