/** `tenantry doctor`: is what we promise true of this installation, now, through the configured pooler? */
import type { Client } from "pg";
import { withAdmin } from "../cluster/admin.ts";
import { listDedicated } from "../cluster/dedicated.ts";
import { loginOf } from "../cluster/prepare.ts";
import { type ClusterCapacity, listClusterCapacities } from "../control/capacity.ts";
import { type Cluster, clusterUrls, listClusters } from "../control/clusters.ts";
import { type RoleNames, readRoleNames } from "../control/role-names.ts";
import type { DataTier } from "../data-tier.ts";
import { EnvironmentInvalid } from "../env.ts";
import { checkAdmin } from "./admin.ts";
import { checkArchives } from "./archives.ts";
import { checkConnect } from "./connect.ts";
import { checkDatabase, checkServer } from "./database.ts";
import { checkDedicated, checkDedicatedLimits } from "./dedicated.ts";
import { checkLogin } from "./login.ts";
import { checkPlaces } from "./places.ts";
import { probeIsolation } from "./probe.ts";
import { checkControlPlane, checkRoles } from "./roles.ts";
import { checkStreams } from "./streams.ts";
import { type Finding, failed, ok, type Verdict, weak } from "./verdict.ts";

export type DoctorOptions = {
  /** Whether archives are to be taken by themselves; undefined: not looked at. */
  archivesAreKept?: boolean;
};

/**
 * A verdict for each check on each cluster, and on what concerns them all. A cluster that does not answer is
 * a verdict too.
 */
export async function runDoctor(tier: DataTier, { archivesAreKept }: DoctorOptions = {}): Promise<Verdict[]> {
  const [clusters, capacities] = await tier.controlDb.read((tx) =>
    Promise.all([listClusters(tx), listClusterCapacities(tx)]),
  );
  const names = await readRoleNames(tier.urls.url);
  const verdicts: Verdict[] = [];
  for (const cluster of clusters) {
    const capacity = capacities.find(({ name }) => name === cluster.name);
    const findings = await examine(tier, cluster, capacity, names);
    verdicts.push(...findings.map((finding) => ({ cluster: cluster.name, ...finding })));
  }
  if (archivesAreKept === undefined) return verdicts;
  return [...verdicts, { cluster: null, ...(await checkArchives(tier, archivesAreKept)) }];
}

async function examine(
  tier: DataTier,
  cluster: Cluster,
  capacity: ClusterCapacity | undefined,
  names: RoleNames,
): Promise<Finding[]> {
  try {
    const { url, adminUrl } = clusterUrls(cluster, tier.readSecret);
    const login = loginOf(url);
    const dedicated = await listDedicated(tier, cluster.name, adminUrl);
    const found = await withAdmin(adminUrl, async (admin) => {
      const isShared = login === loginOf(adminUrl);
      const appLogin = isShared ? undefined : login;
      const { shared, mayClose } = await whereAndWho(admin);
      return [
        ...(await checkServer(admin)),
        ...(await checkAdmin(admin, login, names)),
        ...(await checkLogin(admin, login, isShared)),
        ...(await checkRoles(admin, appLogin, names)),
        ...(await checkControlPlane(admin, names)),
        ...(await checkDatabase(admin, mayClose)),
        ...(await checkConnect(admin, { shared, appLogin, dedicated, mayClose })),
        ...(await checkDedicated(adminUrl, dedicated, mayClose)),
        ...(await checkDedicatedLimits(admin, dedicated)),
        ...(await checkStreams(tier, adminUrl)),
        ...(await checkPlaces(tier, admin, cluster.name)),
      ];
    });
    const probed = await withAdmin(adminUrl, (admin) =>
      probeIsolation(admin, { url, login, pipelines: tier.pipelines }),
    );
    return [...found, ...probed, ...(capacity ? [capacityFinding(capacity)] : [])];
  } catch (error) {
    if (error instanceof EnvironmentInvalid) return [failed("admin", error.message)];
    return [failed("reach", `Cluster ${cluster.name} does not answer: ${reason(error)}`)];
  }
}

/** The database that the cluster's tenants share, and whether the admin may close what takes a superuser. */
async function whereAndWho(admin: Client): Promise<{ shared: string; mayClose: boolean }> {
  const { rows } = await admin.query<{ shared: string; mayClose: boolean }>(
    `SELECT current_database() AS shared, rolsuper AS "mayClose" FROM pg_roles WHERE rolname = current_user`,
  );
  return rows[0] ?? { shared: "", mayClose: false };
}

/** What the server said, without an address or a password in it. */
function reason(error: unknown): string {
  const cause = (error as Error).cause;
  const message = cause instanceof Error && cause.message ? cause.message : (error as Error).message;
  return message.replace(/postgres(ql)?:\/\/\S+/g, "…");
}

function capacityFinding({
  tenants,
  maxTenants,
  tables,
  maxTables,
  free,
  isNearlyFull,
}: ClusterCapacity): Finding {
  const detail = `${tenants} of ${maxTenants} tenants, ${tables} of ${maxTables} tables`;
  if (free === 0) return weak("capacity", `${detail}: full. Add a cluster.`);
  return isNearlyFull ? weak("capacity", `${detail}: nearly full.`) : ok("capacity", detail);
}
