/**
 * Whether this process can serve: the control plane answers. Which clusters do not answer, and how many
 * tenants are behind, is told on this machine alone; neither holds the others up.
 */
import { clientContext, dataTierContext } from "#app/context.ts";
import { clusterHealth, countBehind } from "#app/db.server.ts";
import type { Route } from "./+types/ready.ts";

export async function loader({ context }: Route.LoaderArgs) {
  const tier = context.get(dataTierContext);
  const { isLocal } = context.get(clientContext);
  try {
    const [tenantsBehind, clusters] = await Promise.all([
      tier.controlDb.read(countBehind),
      isLocal ? clusterHealth(tier) : undefined,
    ]);
    return Response.json({ status: "ready", ...(isLocal && { tenantsBehind, clusters }) });
  } catch {
    return Response.json({ status: "unavailable", reason: "control-plane" }, { status: 503 });
  }
}
