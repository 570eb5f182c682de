import type { Target } from "./targets.ts";

/** Who goes first: so many, spread over the clusters, or the ones that are named. */
export function chooseCanaries(
  targets: Target[],
  wanted: number | string[] | undefined,
): { canaries: Target[]; rest: Target[] } {
  const chosen = new Set(Array.isArray(wanted) ? named(targets, wanted) : spread(targets, wanted ?? 0));
  return {
    canaries: targets.filter((target) => chosen.has(target)),
    rest: targets.filter((target) => !chosen.has(target)),
  };
}

const named = (targets: Target[], ids: string[]): Target[] =>
  targets.filter(({ tenantId }) => ids.includes(tenantId));

function spread(targets: Target[], count: number): Target[] {
  const clusters = [...Map.groupBy(targets, ({ cluster }) => cluster).values()];
  const chosen: Target[] = [];
  for (let round = 0; chosen.length < Math.min(count, targets.length); round++) {
    for (const cluster of clusters) {
      const next = cluster[round];
      if (next && chosen.length < count) chosen.push(next);
    }
  }
  return chosen;
}
