/** The data tier, opened: everything that a process holds to reach data. */
import { type ClusterUrls, type ReadSecret, readClusterUrls, urlOfDatabase } from "./control/clusters.ts";
import { type ControlDb, openControlDb } from "./control/control-db.ts";
import { createKnownAccess, type KnownAccess } from "./control/known-access.ts";
import { listenForChanges } from "./control/listen.ts";
import type { Listening } from "./control/listening.ts";
import { createLiveChanges, type LiveChanges } from "./control/live-changes.ts";
import { createSecrets, type Secrets } from "./control/secrets.ts";
import { createTenantRegistry, type TenantRegistry } from "./control/tenant-registry.ts";
import { createWhereabouts, type Whereabouts } from "./control/whereabouts.ts";
import { type Connections, connectionsOf } from "./routing/connections.ts";
import { createConnectionRegistry } from "./routing/create-connection-registry.ts";
import { createTenantRouter, type TenantRouter } from "./routing/tenant-router.ts";

export type DataTier = {
  controlDb: ControlDb;
  tenantRegistry: TenantRegistry;
  whereabouts: Whereabouts;
  knownAccess: KnownAccess;
  liveChanges: LiveChanges;
  tenantRouter: TenantRouter;
  connections: Connections;
  secrets: Secrets;
  urls: ClusterUrls;
  readSecret: ReadSecret;
  /**
   * How to reach a registered cluster. Throws PlacementUnavailable, or DatabaseUnavailable naming an unset
   * variable.
   */
  clusterUrls(cluster: string): Promise<ClusterUrls>;
  /** As PIPELINE says. */
  pipelines: boolean;
  close(): Promise<void>;
};

export type DataTierOptions = {
  urls: ClusterUrls;
  secretsKey: string;
  /** While keys are rotated: what was sealed under it opens still. */
  formerSecretsKey?: string | undefined;
  /** Resolves the environment variables that clusters name; default `process.env`. */
  readSecret?: ReadSecret;
  /**
   * False: one transaction at a time on a connection, each statement by itself; what PIPELINE=off asks for.
   * Default true.
   */
  pipelines?: boolean;
  /** How long a request waits for a tenant that changes places. Default MOVE_WAIT_MS. */
  moveWaitMs?: number;
  /** Hear of changes from other processes; off for one-shot commands. */
  listen?: boolean;
};

/** Opens no connection by itself but the listening one. */
export async function openDataTier(options: DataTierOptions): Promise<DataTier> {
  const { urls } = options;
  const readSecret = withMain(urls, options.readSecret ?? ((name) => process.env[name]));
  const secrets = createSecrets(options.secretsKey, options.formerSecretsKey);
  const pipelines = options.pipelines ?? true;
  const controlDb = openControlDb(urls.url, { pipelines });
  const tenantRegistry = createTenantRegistry(controlDb);
  const whereabouts = createWhereabouts(controlDb, tenantRegistry, { waitMs: options.moveWaitMs });
  const clusterUrls = (cluster: string) => controlDb.read((tx) => readClusterUrls(tx, cluster, readSecret));
  const registry = createConnectionRegistry({
    pipelines,
    openSecret: secrets.open,
    resolveCluster: clusterUrls,
  });
  let listening: Listening | undefined;
  const knownAccess = createKnownAccess(() => listening?.hears() ?? false);
  const liveChanges = createLiveChanges({
    addressOf: async ({ cluster, database }) =>
      urlOfDatabase((await clusterUrls(cluster)).adminUrl, database),
    channelOf: secrets.deriveChannel,
    main: { url: urls.adminUrl, listening: () => listening },
  });
  if (options.listen) listening = await listen(urls, tenantRegistry, knownAccess, liveChanges);
  return {
    controlDb,
    tenantRegistry,
    whereabouts,
    knownAccess,
    liveChanges,
    tenantRouter: createTenantRouter(registry, {
      channelOf: secrets.deriveChannel,
      findAgain: whereabouts.findAgain,
    }),
    connections: connectionsOf(registry),
    secrets,
    urls,
    readSecret,
    clusterUrls,
    pipelines,
    close: async () => {
      await liveChanges.close();
      await Promise.allSettled([listening?.close(), registry.close(), controlDb.close()]);
    },
  };
}

/** The main cluster is the control plane's own server, embedded or not. */
const withMain =
  (urls: ClusterUrls, read: ReadSecret): ReadSecret =>
  (name) => {
    if (name === "DATABASE_URL") return urls.url;
    if (name === "DATABASE_ADMIN_URL") return urls.adminUrl;
    return read(name);
  };

const listen = (urls: ClusterUrls, registry: TenantRegistry, access: KnownAccess, live: LiveChanges) =>
  listenForChanges(urls.adminUrl, {
    onTenantChanged: (tenantId, names) => {
      registry.invalidate(tenantId, names);
      live.tenantChanged(tenantId);
    },
    onAccessChanged: (key) => {
      access.forget(key);
      live.accessChanged(key);
    },
    onOther: live.onMainNotice,
    onGap: () => {
      registry.clear();
      access.clear();
      live.endAll();
    },
  });
