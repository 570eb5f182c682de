/**
 * Whether this process can serve: the control plane answers. Clusters that do not answer are named, tenants that are behind are
 * counted; neither holds the others up.
 */
import { clusterHealth, controlDb, countBehind, dataTier } from "#app/db.server.ts";

export async function loader() {
  try {
    const [tenantsBehind, clusters] = await Promise.all([
      controlDb().read(countBehind),
      clusterHealth(dataTier()),
    ]);
    return Response.json({ status: "ready", tenantsBehind, clusters });
  } catch {
    return Response.json({ status: "unavailable", reason: "control-plane" }, { status: 503 });
  }
}
