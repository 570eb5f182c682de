/** What a process stands on: the server of DATABASE_URL, or the embedded one, started and made ready. */
import pg from "pg";
import { withAdmin } from "../cluster/admin.ts";
import { underLock } from "../cluster/lock.ts";
import type { ClusterUrls } from "../control/clusters.ts";
import { type DataEnv, EnvironmentInvalid } from "../env.ts";
import { rememberedServer, startEmbeddedPostgres } from "./embedded-postgres.ts";
import { localSecrets } from "./local-secrets.ts";

export type Runtime = {
  urls: ClusterUrls;
  secretsKey: string;
  embedded: boolean;
  /** Stops the embedded server if this call started it. */
  stop(): Promise<void>;
};

const APP_LOGIN = "tenantry_app";
const DATABASE = "tenantry";

export async function openRuntime(env: DataEnv, onProgress?: (message: string) => void): Promise<Runtime> {
  const secretsKey = env.SECRETS_KEY ?? localSecrets(env.DATA_DIR).secretsKey;
  if (env.DATABASE_URL) {
    const urls = { url: env.DATABASE_URL, adminUrl: env.DATABASE_ADMIN_URL ?? env.DATABASE_URL };
    return { urls, secretsKey, embedded: false, stop: async () => {} };
  }
  if (env.NODE_ENV === "production") {
    throw new EnvironmentInvalid(
      "DATABASE_URL must be set in production: the embedded PostgreSQL is for local use.",
    );
  }
  const server = await startEmbeddedPostgres({
    dataDir: env.DATA_DIR,
    ...(onProgress ? { onProgress } : {}),
  });
  const urls = await ensureDatabase(server, localSecrets(env.DATA_DIR).appPassword);
  return {
    urls,
    secretsKey,
    embedded: true,
    stop: async () => {
      if (server.started) await server.stop();
    },
  };
}

/** The connection strings of the embedded server in a data folder; undefined where there is none yet. */
export function embeddedUrls(dataDir: string): ClusterUrls | undefined {
  const server = rememberedServer(dataDir);
  return server && urlsOf(server, localSecrets(dataDir).appPassword, DATABASE);
}

type Server = { port: number; adminUser: string; adminPassword: string };

const urlsOf = (
  { port, adminUser, adminPassword }: Server,
  appPassword: string,
  database: string,
): ClusterUrls => ({
  url: `postgres://${APP_LOGIN}:${appPassword}@127.0.0.1:${port}/${database}`,
  adminUrl: `postgres://${adminUser}:${adminPassword}@127.0.0.1:${port}/${database}`,
});

/** The app's login and database on an embedded server; idempotent. @internal */
export async function ensureDatabase(
  server: Server,
  appPassword: string,
  database: string = DATABASE,
): Promise<ClusterUrls> {
  const urls = urlsOf(server, appPassword, database);
  const prepare = async (client: pg.Client) => {
    await ensureLogin(client, appPassword);
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [database]);
    if (!rowCount) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(database)} TEMPLATE template0`);
  };
  const there = { database: "postgres" };
  await underLock(urls.adminUrl, "embedded", () => withAdmin(urls.adminUrl, prepare, there), there);
  return urls;
}

async function ensureLogin(client: pg.Client, password: string): Promise<void> {
  const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [APP_LOGIN]);
  if (rowCount) return;
  await client.query(`CREATE ROLE ${APP_LOGIN} LOGIN NOINHERIT PASSWORD ${pg.escapeLiteral(password)}`);
}
