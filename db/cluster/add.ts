/** Registering a server: reached by both logins, prepared, written down. */
import pg from "pg";
import type { Actor } from "../control/audit-log.ts";
import { type Cluster, clusterUrls, getCluster, insertCluster } from "../control/clusters.ts";
import type { DataTier } from "../data-tier.ts";
import { AlreadyTaken, InvalidInput } from "../errors.ts";
import { namedPreludeError } from "../routing/sql-errors.ts";
import { withAdmin } from "./admin.ts";
import { countTables } from "./count-tables.ts";
import { loginOf, prepareCluster } from "./prepare.ts";

export type NewCluster = Pick<
  Cluster,
  "name" | "urlEnv" | "adminUrlEnv" | "region" | "maxTenants" | "maxTables"
>;

const NAME = /^[a-z][a-z0-9-]{0,38}[a-z0-9]$/;
const VARIABLE = /^[A-Z][A-Z0-9_]{0,62}$/;
export const MAX_TENANTS_LIMIT = 100_000;
export const MAX_TABLES_LIMIT = 10_000_000;

/**
 * Adds a cluster. Nothing is written unless both logins reach it and it could be prepared.
 * Throws InvalidInput, AlreadyTaken, DatabaseUnavailable (naming the variable or the server's answer).
 */
export async function addCluster(tier: DataTier, cluster: NewCluster, by: { actor: Actor }): Promise<void> {
  validate(cluster);
  if (await tier.controlDb.read((tx) => getCluster(tx, cluster.name))) {
    throw new AlreadyTaken("name", `There is a cluster ${cluster.name} already.`);
  }
  const urls = clusterUrls(cluster, tier.readSecret);
  await withAdmin(urls.adminUrl, (client) => requireLogin(client, loginOf(urls.url)));
  await prepareCluster(urls.adminUrl, { appLogin: loginOf(urls.url) });
  await reach(urls.url);
  const tables = await withAdmin(urls.adminUrl, countTables);
  await tier.controlDb.write((tx) => insertCluster(tx, { ...cluster, tables }, by));
}

function validate({ name, urlEnv, adminUrlEnv, maxTenants, maxTables }: NewCluster): void {
  if (!NAME.test(name))
    throw new InvalidInput("A cluster's name has 2 to 40 lower-case letters, digits and hyphens.");
  for (const variable of [urlEnv, adminUrlEnv]) {
    if (!VARIABLE.test(variable)) {
      throw new InvalidInput(
        "Give the name of an environment variable, such as CLUSTER_EU_URL, never a connection string.",
      );
    }
  }
  requireLimit("--max-tenants", maxTenants, MAX_TENANTS_LIMIT);
  requireLimit("--max-tables", maxTables, MAX_TABLES_LIMIT);
}

function requireLimit(option: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  throw new InvalidInput(`${option} is a whole number from 1 to ${most}.`);
}

async function requireLogin(client: pg.Client, login: string): Promise<void> {
  const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = $1 AND rolcanlogin", [login]);
  if (rowCount) return;
  throw new InvalidInput(
    `The server has no login ${login}. Make it: CREATE ROLE ${login} LOGIN NOINHERIT PASSWORD '…'.`,
  );
}

async function reach(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  try {
    await client.connect();
  } catch (error) {
    throw namedPreludeError(error);
  } finally {
    await client.end().catch(() => {});
  }
}
