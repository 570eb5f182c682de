/**
 * How many more tenants each cluster takes: counted in tenants, and in tables, because the catalog is what
 * fills up.
 */
import { and, count, eq, isNull, sql } from "drizzle-orm";
import type { PlacementKind } from "../routing/placement.ts";
import { TABLES_PER_TENANT } from "../tenant/tables.ts";
import type { Cluster } from "./clusters.ts";
import type { ControlTx } from "./control-db.ts";
import { lockKeys } from "./locks.ts";
import { clusters } from "./schema/clusters.ts";
import { placements, tenants } from "./schema/tenants.ts";

export type ClusterCapacity = Pick<Cluster, "name" | "region" | "maxTenants" | "maxTables"> & {
  /** Full is one that would accept, and has no room. */
  status: "accepting" | "full" | "draining";
  /** With spares, without purged ones. */
  tenants: number;
  spares: number;
  /** In the database that its tenants share. */
  tables: number;
  /** Schemas that still fit. */
  free: number;
  /** How full it is, 0 to 1, by the limit that is reached first. */
  share: number;
  isNearlyFull: boolean;
};

const NEARLY_FULL = 0.9;

/** What is placed on a cluster, purged tenants left out. */
type Placed = { tenants: number; schemas: number };
const NOTHING: Placed = { tenants: 0, schemas: 0 };

/**
 * Whoever places tenants takes turns until the transaction ends: what is counted after this is awaited holds
 * until then.
 */
export const lockRoom = (tx: ControlTx): Promise<void> => lockKeys(tx, "room");

/**
 * The accepting cluster with the most room, of those that are asked for; undefined where all are full or
 * draining. Nobody else places a tenant before this transaction ends.
 */
export async function pickCluster(
  tx: ControlTx,
  {
    kind,
    region,
    cluster,
  }: { kind: PlacementKind; region?: string | undefined; cluster?: string | undefined },
): Promise<Cluster | undefined> {
  await lockRoom(tx);
  const isWanted = and(
    eq(clusters.status, "accepting"),
    region ? eq(clusters.region, region) : undefined,
    cluster ? eq(clusters.name, cluster) : undefined,
  );
  const [wanted, placed] = await Promise.all([
    tx.select().from(clusters).where(isWanted).orderBy(clusters.name),
    countPlaced(tx),
  ]);
  const freeFor = (one: Cluster) => freeOn(one, placed.get(one.name) ?? NOTHING, kind);
  const [emptiest] = wanted.sort((a, b) => freeFor(b) - freeFor(a));
  return emptiest && freeFor(emptiest) > 0 ? emptiest : undefined;
}

/** Every cluster by name, with what it holds and may hold. */
export async function listClusterCapacities(tx: ControlTx): Promise<ClusterCapacity[]> {
  const [rows, placed, spares] = await Promise.all([
    tx.select().from(clusters).orderBy(clusters.name),
    countPlaced(tx),
    countSpares(tx),
  ]);
  return rows.map((cluster) => {
    const { name, region, status, maxTenants, maxTables } = cluster;
    const there = placed.get(name) ?? NOTHING;
    const free = Math.max(freeOn(cluster, there, "schema"), 0);
    const tables = tablesOn(cluster, there);
    const share = Math.min(Math.max(there.tenants / maxTenants, tables / maxTables), 1);
    return {
      name,
      region,
      status: status === "accepting" && free === 0 ? "full" : status,
      tenants: there.tenants,
      spares: spares.get(name) ?? 0,
      maxTenants,
      tables,
      maxTables,
      free,
      share,
      isNearlyFull: share >= NEARLY_FULL,
    };
  });
}

/** A dedicated database has a catalog of its own. */
function freeOn(cluster: Cluster, placed: Placed, kind: PlacementKind): number {
  const free = cluster.maxTenants - placed.tenants;
  if (kind === "database") return free;
  return Math.min(free, Math.floor((cluster.maxTables - tablesOn(cluster, placed)) / TABLES_PER_TENANT));
}

/** As counted last, and at least those of the tenants that have come since. */
const tablesOn = ({ tables }: Cluster, { schemas }: Placed): number =>
  Math.max(tables, schemas * TABLES_PER_TENANT);

async function countPlaced(tx: ControlTx): Promise<Map<string, Placed>> {
  const rows = await tx
    .select({
      cluster: placements.cluster,
      tenants: count(),
      schemas: sql<number>`(count(*) filter (where ${placements.kind} = 'schema'))::int`,
    })
    .from(placements)
    .where(isNull(placements.releasedAt))
    .groupBy(placements.cluster);
  return new Map(rows.map(({ cluster, ...placed }) => [cluster, placed]));
}

async function countSpares(tx: ControlTx): Promise<Map<string, number>> {
  const rows = await tx
    .select({ cluster: placements.cluster, spares: count() })
    .from(tenants)
    .innerJoin(placements, eq(placements.tenantId, tenants.id))
    .where(eq(tenants.status, "spare"))
    .groupBy(placements.cluster);
  return new Map(rows.map(({ cluster, spares }) => [cluster, spares]));
}
