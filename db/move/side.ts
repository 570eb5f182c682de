/** One end of a move: a place, and the admin's way to the database that it is in. */
import { getTableName } from "drizzle-orm";
import pg from "pg";
import { withAdmin } from "../cluster/admin.ts";
import { urlOfDatabase } from "../control/clusters.ts";
import type { Place } from "../control/moves.ts";
import type { DataTier } from "../data-tier.ts";
import { TENANT_TABLES } from "../tenant/declarations.ts";

export type Side = {
  place: Place;
  /** Of its database, as the admin; direct. */
  url: string;
};

/** Throws PlacementUnavailable, or DatabaseUnavailable naming an unset variable. */
export async function sideOf(tier: DataTier, place: Place): Promise<Side> {
  const { adminUrl } = await tier.clusterUrls(place.cluster);
  return { place, url: urlOfDatabase(adminUrl, place.database) };
}

/** A mover's connection of its own, one statement at a time. */
export const onSide = <T>(side: Side, work: (client: pg.Client) => Promise<T>): Promise<T> =>
  withAdmin(side.url, work, { applicationName: moverOf(side), pipelines: false });

/** What a server knows the connections of whoever moves this tenant by. */
export const moverOf = ({ place }: Pick<Side, "place">): string => `tenantry:move:${place.schema}`;

export const schemaOf = ({ place }: Side): string => pg.escapeIdentifier(place.schema);

export const isSameServer = (one: Side, other: Side): boolean => one.place.cluster === other.place.cluster;

const LEDGER = "_migrations";
/** The ledger, which each place writes by itself, and what is declared to stay where it is. */
const LEFT_BEHIND = [
  LEDGER,
  ...TENANT_TABLES.filter(({ isMoved }) => !isMoved).map(({ table }) => getTableName(table)),
];

/** Its tables by name, but what is left behind. */
export async function listTables(client: pg.Client, { place }: Side): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = $1 AND c.relkind IN ('r', 'p') AND c.relname <> ALL($2) ORDER BY c.relname`,
    [place.schema, LEFT_BEHIND],
  );
  return rows.map(({ name }) => name);
}

export const qualified = ({ place }: Side, table: string): string =>
  `${pg.escapeIdentifier(place.schema)}.${pg.escapeIdentifier(table)}`;

/** What was applied to it, in one line: equal where two places have the same tables. */
export async function readLedgerOf(client: pg.Client, side: Side) {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    `SELECT name, checksum FROM ${qualified(side, LEDGER)} ORDER BY name COLLATE "C"`,
  );
  return rows;
}
