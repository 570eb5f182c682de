/**
 * The fence: the tenant's role may do nothing with the tables of a place any more. Whoever still thinks that
 * the tenant is there, an old process or a person with its role, is refused by the database itself.
 */
import type pg from "pg";
import { allRights, noRights } from "../tenant/grants.ts";
import { qualified, type Side } from "./side.ts";

/** In the transaction that the client is in. */
export async function raiseFence(client: pg.Client, { place }: Side): Promise<void> {
  await client.query(noRights(place.schema).join("; "));
}

/** All of it or nothing: what is sent as one message is one transaction. */
export async function lowerFence(client: pg.Client, { place }: Side): Promise<void> {
  await client.query(allRights(place.schema).join("; "));
}

export async function isFenced(client: pg.Client, side: Side): Promise<boolean> {
  const { rows } = await client.query<{ fenced: boolean }>(
    "SELECT NOT has_table_privilege($1, $2, 'SELECT') AS fenced",
    [side.place.role, qualified(side, "_migrations")],
  );
  return rows[0]?.fenced ?? false;
}
