/** Which moves would even the clusters out, by size and by use. Proposes, and changes nothing. Pure. */
import type { PlacementKind } from "../routing/placement.ts";

export type WeighedTenant = {
  tenantId: string;
  slug: string;
  cluster: string;
  kind: PlacementKind;
  bytes: number;
  /** Rows read and written a second. */
  load: number;
};

/**
 * `capacity`: how much of everything it should carry, in any unit. `tenants`, `schemas`: how many it still
 * takes.
 */
export type WeighedCluster = { name: string; capacity: number; tenants: number; schemas: number };

type ProposedMove = { tenant: WeighedTenant; to: string };
/** `before`, `after`: its part of what it should carry; 1 is even. */
type ClusterShare = { cluster: string; before: number; after: number };
export type Proposal = { moves: ProposedMove[]; shares: ClusterShare[] };

/** Clusters that differ by less than this part of what they should carry are even. */
const EVEN_ENOUGH = 0.1;
const MAX_PROPOSED = 100;
const ROUNDING = 1e-9;

/** Tenants of clusters that are not among `clusters` are left out. */
export function proposeMoves(tenants: WeighedTenant[], clusters: WeighedCluster[]): Proposal {
  const weightOf = weigher(tenants);
  const state = clusters.map((cluster) => ({
    ...cluster,
    target: cluster.capacity / sum(clusters.map(({ capacity }) => capacity)),
    own: tenants
      .filter((tenant) => tenant.cluster === cluster.name)
      .map((tenant) => ({ tenant, weight: weightOf(tenant) }))
      .sort((a, b) => b.weight - a.weight || a.tenant.slug.localeCompare(b.tenant.slug, "en")),
  }));
  type State = (typeof state)[number];
  const carried = ({ own }: State) => sum(own.map(({ weight }) => weight));
  const shareOf = (one: State) => carried(one) / one.target;
  const before = state.map(shareOf);
  const moves: ProposedMove[] = [];
  while (moves.length < MAX_PROPOSED) {
    const [heaviest, ...others] = [...state].sort((a, b) => shareOf(b) - shareOf(a));
    const lightest = others.at(-1);
    if (!heaviest || !lightest || shareOf(heaviest) - shareOf(lightest) < EVEN_ENOUGH) break;
    const surplus = carried(heaviest) - heaviest.target;
    const lack = lightest.target - carried(lightest);
    // More than that would only turn them round.
    const most = Math.max(surplus, lack);
    const fits = ({ tenant, weight }: State["own"][number]) =>
      weight > 0 &&
      weight <= most + ROUNDING &&
      hasRoom(lightest, tenant.kind) &&
      tenant.cluster === heaviest.name;
    const chosen = heaviest.own.find(fits);
    if (!chosen) break;
    heaviest.own.splice(heaviest.own.indexOf(chosen), 1);
    lightest.own.push(chosen);
    lightest.tenants--;
    if (chosen.tenant.kind === "schema") lightest.schemas--;
    moves.push({ tenant: chosen.tenant, to: lightest.name });
  }
  const shares = state.map((one, at) => ({
    cluster: one.name,
    before: before[at] ?? 0,
    after: shareOf(one),
  }));
  return { moves, shares };
}

const sum = (numbers: number[]): number => numbers.reduce((all, each) => all + each, 0);

const hasRoom = ({ tenants, schemas }: WeighedCluster, kind: PlacementKind): boolean =>
  tenants > 0 && (kind === "database" || schemas > 0);

/** The mean of its part of all that is stored and its part of all that is done. */
function weigher(tenants: WeighedTenant[]): (tenant: WeighedTenant) => number {
  const bytes = sum(tenants.map((tenant) => tenant.bytes)) || 1;
  const load = sum(tenants.map((tenant) => tenant.load));
  return (tenant) => (load > 0 ? (tenant.bytes / bytes + tenant.load / load) / 2 : tenant.bytes / bytes);
}
