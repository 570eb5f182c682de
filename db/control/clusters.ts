/**
 * Clusters: the servers that tenants are placed on. Connection strings stay in the environment; rows hold
 * only names.
 */
import { eq } from "drizzle-orm";
import { DatabaseUnavailable, InvalidInput, PlacementUnavailable } from "../errors.ts";
import { type Actor, recordAudit } from "./audit-log.ts";
import type { ControlTx } from "./control-db.ts";
import { clusters } from "./schema/clusters.ts";

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

type By = { actor: Actor };

/** Written down with who added it. */
export async function insertCluster(
  tx: ControlTx,
  cluster: typeof clusters.$inferInsert,
  { actor }: By,
): Promise<void> {
  await tx.insert(clusters).values(cluster);
  await recordAudit(tx, { actor, action: "cluster.add", detail: { ...cluster } });
}

const ACTION_TO = { accepting: "cluster.accept", draining: "cluster.drain" } as const;

/**
 * Answers false where it is so already. Throws InvalidInput, naming those that there are, for a cluster that
 * is not registered.
 */
export async function setClusterStatus(
  tx: ControlTx,
  name: string,
  status: keyof typeof ACTION_TO,
  { actor }: By,
): Promise<boolean> {
  const [cluster] = await tx.select().from(clusters).where(eq(clusters.name, name)).for("update");
  if (!cluster) {
    const names = (await listClusters(tx)).map((known) => known.name);
    throw new InvalidInput(`There is no cluster ${name}. There are: ${names.join(", ")}.`);
  }
  if (cluster.status === status) return false;
  await tx.update(clusters).set({ status }).where(eq(clusters.name, name));
  await recordAudit(tx, { actor, action: ACTION_TO[status], detail: { name } });
  return true;
}

/** As counted on the server. */
export async function setClusterTables(tx: ControlTx, name: string, tables: number): Promise<void> {
  await tx.update(clusters).set({ tables }).where(eq(clusters.name, name));
}

/**
 * The connection strings of a cluster. Throws DatabaseUnavailable, naming the variable, where one is unset.
 */
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

/** The same by name. Throws PlacementUnavailable for a cluster that is not registered. */
export async function readClusterUrls(tx: ControlTx, name: string, read: ReadSecret): Promise<ClusterUrls> {
  const cluster = await getCluster(tx, name);
  if (!cluster) throw new PlacementUnavailable(`Cluster ${name} is not registered.`);
  return clusterUrls(cluster, read);
}

/** The same server and login, another database. */
export function urlOfDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
}
