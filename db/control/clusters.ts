/** Clusters: the servers that tenants are placed on. Connection strings stay in the environment; rows hold only names. */
import { and, count, eq, ne, sql } from "drizzle-orm";
import { DatabaseUnavailable } from "../errors.ts";
import type { ControlTx } from "./control-db.ts";
import { clusters, placements, tenants } from "./schema.ts";

export type Cluster = typeof clusters.$inferSelect;
export type ClusterUrls = { url: string; adminUrl: string };

/** The value of an environment variable by its name. */
export type ReadSecret = (name: string) => string | undefined;

export async function getCluster(tx: ControlTx, name: string): Promise<Cluster | undefined> {
  const [row] = await tx.select().from(clusters).where(eq(clusters.name, name));
  return row;
}

export const listClusters = (tx: ControlTx): Promise<Cluster[]> =>
  tx.select().from(clusters).orderBy(clusters.name);

export async function insertCluster(tx: ControlTx, cluster: typeof clusters.$inferInsert): Promise<void> {
  await tx.insert(clusters).values(cluster);
}

/** Undefined where there is no such cluster. */
export async function setClusterStatus(
  tx: ControlTx,
  name: string,
  status: Cluster["status"],
): Promise<Cluster | undefined> {
  const [row] = await tx.update(clusters).set({ status }).where(eq(clusters.name, name)).returning();
  return row;
}

/** Tenants placed on each cluster, purged ones left out. */
export async function countPlacedTenants(tx: ControlTx): Promise<Map<string, number>> {
  const rows = await tx
    .select({ cluster: placements.cluster, n: count() })
    .from(placements)
    .innerJoin(tenants, eq(tenants.id, placements.tenantId))
    .where(ne(tenants.status, "purged"))
    .groupBy(placements.cluster);
  return new Map(rows.map(({ cluster, n }) => [cluster, n]));
}

/** The accepting cluster with the most room; undefined where all are full or draining. */
export async function pickCluster(tx: ControlTx, region?: string): Promise<Cluster | undefined> {
  const placed = count(tenants.id);
  const [row] = await tx
    .select({ cluster: clusters, placed })
    .from(clusters)
    .leftJoin(placements, eq(placements.cluster, clusters.name))
    .leftJoin(tenants, and(eq(tenants.id, placements.tenantId), ne(tenants.status, "purged")))
    .where(and(eq(clusters.status, "accepting"), region ? eq(clusters.region, region) : undefined))
    .groupBy(clusters.name)
    .having(sql`count(${tenants.id}) < ${clusters.maxTenants}`)
    .orderBy(sql`${clusters.maxTenants} - count(${tenants.id}) desc`, clusters.name)
    .limit(1);
  return row?.cluster;
}

/** The connection strings of a cluster. Throws DatabaseUnavailable, naming the variable, where one is unset. */
export function clusterUrls(
  cluster: Pick<Cluster, "name" | "urlEnv" | "adminUrlEnv">,
  read: ReadSecret,
): ClusterUrls {
  const require = (name: string) => {
    const value = read(name);
    if (!value)
      throw new DatabaseUnavailable(`Cluster ${cluster.name} needs the environment variable ${name}.`);
    return value;
  };
  return { url: require(cluster.urlEnv), adminUrl: require(cluster.adminUrlEnv) };
}
