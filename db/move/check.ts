/** What a move meets on both servers, asked before anything is made. */
import type { DataTier } from "../data-tier.ts";
import { MoveRefused } from "../move-errors.ts";
import { onSide, type Side } from "./side.ts";

export type ServerFacts = {
  version: number;
  /** Whether its write-ahead log says enough for others to follow. */
  isLogical: boolean;
  /** The admin may make slots and publications, and subscriptions. */
  mayReplicate: boolean;
  maySubscribe: boolean;
  freeSlots: number;
  freeSenders: number;
  freeWorkers: number;
  freeOrigins: number;
};

export type SourceFacts = { withoutKey: string[]; bytes: number; rows: number };

const FACTS = `
  SELECT current_setting('server_version_num')::int AS version,
         current_setting('wal_level') = 'logical' AS "isLogical",
         (SELECT rolsuper OR rolreplication FROM pg_roles WHERE rolname = current_user) AS "mayReplicate",
         (SELECT rolsuper OR EXISTS (SELECT FROM pg_roles p WHERE p.rolname = 'pg_create_subscription'
                                     AND pg_has_role(r.oid, p.oid, 'USAGE'))
          FROM pg_roles r WHERE rolname = current_user) AS "maySubscribe",
         current_setting('max_replication_slots')::int - (SELECT count(*) FROM pg_replication_slots)::int AS "freeSlots",
         current_setting('max_wal_senders')::int
           - (SELECT count(*) FROM pg_stat_replication)::int AS "freeSenders",
         current_setting('max_logical_replication_workers')::int
           - (SELECT count(*) FROM pg_stat_subscription WHERE pid IS NOT NULL)::int AS "freeWorkers",
         coalesce(current_setting('max_active_replication_origins', true), current_setting('max_replication_slots'))::int
           - (SELECT count(*) FROM pg_replication_origin_status)::int AS "freeOrigins"`;

/** Asked in the database that the cluster's URL leads to: the tenant's own may not be there yet. */
export const readServerFacts = async (tier: DataTier, { place }: Side): Promise<ServerFacts> => {
  const { adminUrl } = await tier.clusterUrls(place.cluster);
  return onSide({ place, url: adminUrl }, async (client) => {
    const { rows } = await client.query<ServerFacts>(FACTS);
    if (!rows[0]) throw new Error("The server did not answer.");
    return rows[0];
  });
};

/** Throws MoveRefused where there is nothing. */
export const readSourceFacts = (side: Side): Promise<SourceFacts> =>
  onSide(side, async (client) => {
    const { rows } = await client.query<{ name: string; bytes: string; rows: number; hasKey: boolean }>(
      `SELECT c.relname AS name, pg_total_relation_size(c.oid)::text AS bytes,
              greatest(c.reltuples, 0)::float8 AS rows,
              EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND i.indisprimary) AS "hasKey"
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = $1 AND c.relkind IN ('r', 'p')`,
      [side.place.schema],
    );
    if (rows.length === 0) throw new MoveRefused("The tenant has no place to move from.");
    return {
      withoutKey: rows.filter(({ hasKey }) => !hasKey).map(({ name }) => name),
      bytes: rows.reduce((sum, { bytes }) => sum + Number(bytes), 0),
      rows: Math.round(rows.reduce((sum, each) => sum + each.rows, 0)),
    };
  });

/** Streams whose changes say where they were first written. */
const FIRST_WITH_ORIGIN = 160_000;
/** One for each direction; two more carry the tables over. */
const NEEDED = 4;
/** With the setting that gives more of it. */
const ROOM = [
  ["freeSlots", "slots", "max_replication_slots"],
  ["freeSenders", "senders", "max_wal_senders"],
  ["freeWorkers", "workers", "max_logical_replication_workers"],
  ["freeOrigins", "origins", "max_active_replication_origins"],
] as const;

/** Why rows cannot be followed while members write; undefined where they can. */
export function whyNotLive(from: ServerFacts, to: ServerFacts): string | undefined {
  for (const [name, facts] of [
    ["source", from],
    ["target", to],
  ] as const) {
    const server = `the ${name}'s server`;
    if (facts.version < FIRST_WITH_ORIGIN) return `${server} is older than PostgreSQL 16`;
    if (!facts.isLogical) return `${server} has not wal_level = logical`;
    if (!facts.mayReplicate) return `the admin of ${server} has not the attribute REPLICATION`;
    if (!facts.maySubscribe) return `the admin of ${server} is not in pg_create_subscription`;
    const short = ROOM.find(([key]) => facts[key] < NEEDED);
    if (short) return `${server} has fewer than ${NEEDED} free ${short[1]} (${short[2]})`;
  }
  return undefined;
}
