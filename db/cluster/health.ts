/** Which clusters answer, as requests reach them: for readiness, asked often, so remembered for a moment. */
import { listClusters } from "../control/clusters.ts";
import type { DataTier } from "../data-tier.ts";
import type { Placement } from "../routing/placement.ts";

export type ClusterHealth = Record<string, "ok" | "unavailable">;

const HEALTH_LIMITS = { answerMs: 2_000, rememberMs: 5_000 };

let remembered: { tier: DataTier; at: number; health: Promise<ClusterHealth> } | undefined;

/**
 * Asks each cluster, side by side; one that does not answer in time is unavailable. Throws where the control
 * plane is.
 */
export function clusterHealth(tier: DataTier): Promise<ClusterHealth> {
  const isFresh = remembered?.tier === tier && performance.now() - remembered.at < HEALTH_LIMITS.rememberMs;
  if (remembered && isFresh) return remembered.health;
  const health = ask(tier);
  remembered = { tier, at: performance.now(), health };
  health.catch(() => {
    remembered = undefined;
  });
  return health;
}

async function ask(tier: DataTier): Promise<ClusterHealth> {
  const clusters = await tier.controlDb.read(listClusters);
  const states = await Promise.all(
    clusters.map(async ({ name }) => [name, await stateOf(tier, name)] as const),
  );
  return Object.fromEntries(states);
}

async function stateOf(tier: DataTier, cluster: string): Promise<ClusterHealth[string]> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error("No answer in time.")), HEALTH_LIMITS.answerMs);
  try {
    await Promise.race([greet(tier, cluster), late]);
    return "ok";
  } catch {
    return "unavailable";
  } finally {
    clearTimeout(timer);
  }
}

async function greet(tier: DataTier, cluster: string): Promise<void> {
  const place: Placement = {
    kind: "schema",
    cluster,
    database: "",
    schema: "health",
    role: "",
    version: 0,
    login: null,
  };
  await tier.connections.ping(place);
}
