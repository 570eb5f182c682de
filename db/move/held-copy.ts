/**
 * A copy for servers that do not replicate: writes wait while rows are carried over, members go on reading.
 * The last act of the transaction that holds them is the fence.
 */
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { copyOut } from "../archive/copy-out.ts";
import { MoveRefused } from "../move-errors.ts";
import { isFenced, lowerFence, raiseFence } from "./fence.ts";
import { firstDifference, hashTables, writtenColumns } from "./hash-tables.ts";
import type { MoveLimits } from "./limits.ts";
import { type LockOrder, lockTables } from "./lock-tables.ts";
import { readSequences, writeSequences } from "./sequences.ts";
import { listTables, onSide, qualified, type Side } from "./side.ts";

type Sides = { from: Side; to: Side };

/** As `changeOver`, and idempotent like it. */
export async function copyHeld(sides: Sides, holding: Holding): Promise<number> {
  const { from, to } = sides;
  return onSide(to, (target) =>
    onSide(from, async (source) => {
      const since = performance.now();
      if (!(await isFenced(source, from))) await copyAll(sides, { source, target }, holding);
      await lowerFence(target, to);
      return since;
    }),
  );
}

type Holding = { limits: MoveLimits; order: LockOrder };
type Clients = { source: pg.Client; target: pg.Client };

async function copyAll(sides: Sides, clients: Clients, holding: Holding): Promise<void> {
  const { source, target } = clients;
  await lockTables(source, sides.from, holding);
  try {
    const positions = await readSequences(source, sides.from);
    await target.query("BEGIN; SET LOCAL statement_timeout = 0");
    const tables = await inOrder(target, sides.to);
    await target.query(`TRUNCATE ${tables.map((table) => qualified(sides.to, table)).join(", ")}`);
    for (const table of tables) await copyTable(table, sides, clients);
    const [sent, arrived] = await Promise.all([
      hashTables(source, sides.from, tables),
      hashTables(target, sides.to, tables),
    ]);
    const differing = firstDifference(sent, arrived);
    if (differing !== undefined)
      throw new MoveRefused(`The copy is not what it was made of: ${differing} differs.`);
    await writeSequences(target, sides.to, positions);
    await target.query("COMMIT");
    await raiseFence(source, sides.from);
    await source.query("COMMIT");
  } catch (error) {
    await Promise.allSettled([source.query("ROLLBACK"), target.query("ROLLBACK")]);
    throw error;
  }
}

async function copyTable(table: string, { from, to }: Sides, clients: Clients): Promise<void> {
  const columns = (await writtenColumns(clients.source, from, table)).join(", ");
  await pipeline(
    copyOut(clients.source, `${qualified(from, table)} (${columns})`),
    clients.target.query(copyFrom(`COPY ${qualified(to, table)} (${columns}) FROM STDIN`)),
  );
}

/** What is referred to before what refers to it. */
async function inOrder(client: pg.Client, side: Side): Promise<string[]> {
  const { rows } = await client.query<{ from: string; to: string }>(
    `SELECT c.relname AS "from", r.relname AS "to" FROM pg_constraint f
       JOIN pg_class c ON c.oid = f.conrelid JOIN pg_class r ON r.oid = f.confrelid
       JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE f.contype = 'f' AND n.nspname = $1 AND f.conrelid <> f.confrelid`,
    [side.place.schema],
  );
  const waiting = await listTables(client, side);
  const ordered: string[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex(
      (table) => !rows.some(({ from, to }) => from === table && waiting.includes(to)),
    );
    if (next < 0) throw new MoveRefused(`Tables refer to each other in a circle: ${waiting.join(", ")}.`);
    ordered.push(...waiting.splice(next, 1));
  }
  return ordered;
}
