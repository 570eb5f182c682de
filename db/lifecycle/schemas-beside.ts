/**
 * A second schema beside a tenant's own, in its database: what shall take its place, or what had it before.
 * Nobody but the admin has rights in it.
 */
import pg from "pg";
import { pipeline } from "../cluster/admin.ts";
import type { Placement } from "../routing/placement.ts";
import { allRights, defaultPrivileges, noRights } from "../tenant/grants.ts";
import { tenantName } from "./place-plan.ts";

export type Beside = "incoming" | "kept";
const SUFFIX: Record<Beside, string> = { incoming: "_new", kept: "_old" };
export const BOTH_BESIDE: readonly Beside[] = ["incoming", "kept"];

const quote = pg.escapeIdentifier;

/** Throws on a schema that is no tenant's. */
export const besideName = ({ schema }: Pick<Placement, "schema">, which: Beside): string =>
  `${tenantName(schema)}${SUFFIX[which]}`;

export const dropBesideStatement = (placement: Pick<Placement, "schema">, which: Beside): string =>
  `DROP SCHEMA IF EXISTS ${quote(besideName(placement, which))} CASCADE`;

export async function hasBeside(client: pg.Client, placement: Placement, which: Beside): Promise<boolean> {
  const { rowCount } = await client.query("SELECT FROM pg_namespace WHERE nspname = $1", [
    besideName(placement, which),
  ]);
  return rowCount === 1;
}

/**
 * What has stood beside becomes the tenant's, and what was the tenant's stands beside, in the transaction
 * that the client is in. Whoever is at work in it is waited for, and finds the other one afterwards: names
 * are looked up after the wait. Throws 42P06 where the name for what was the tenant's is taken.
 */
export async function exchangeSchemas(
  client: pg.Client,
  placement: Placement,
  { incoming, outgoing }: { incoming: Beside; outgoing: Beside },
): Promise<void> {
  const { schema, role } = placement;
  const tables = await listTables(client, schema);
  await pipeline(client, [
    ...(tables.length > 0 ? [`LOCK TABLE ${tables.join(", ")} IN ACCESS EXCLUSIVE MODE`] : []),
    ...noRights(schema),
    `REVOKE USAGE ON SCHEMA ${quote(schema)} FROM ${quote(role)}`,
    `ALTER SCHEMA ${quote(schema)} RENAME TO ${quote(besideName(placement, outgoing))}`,
    `ALTER SCHEMA ${quote(besideName(placement, incoming))} RENAME TO ${quote(schema)}`,
    ...defaultPrivileges(schema),
    ...allRights(schema),
  ]);
}

async function listTables(client: pg.Client, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = $1 AND c.relkind IN ('r', 'p') ORDER BY c.relname`,
    [schema],
  );
  return rows.map(({ name }) => `${quote(schema)}.${quote(name)}`);
}
