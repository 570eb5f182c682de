/** Moves of many tenants as one plan: who leaves a cluster, and where to. Nothing is changed by asking. */
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { type ClusterCapacity, listClusterCapacities } from "../control/capacity.ts";
import type { ControlTx } from "../control/control-db.ts";
import { moves } from "../control/schema/moves.ts";
import { placements, tenants } from "../control/schema/tenants.ts";
import { allowedFrom } from "../control/transitions.ts";
import type { PlacementKind } from "../routing/placement.ts";

export type WantedMoves = {
  /** The cluster that they leave. */
  from: string;
  /** Default: the kind of place that each has. */
  to?: PlacementKind | undefined;
  /** Default: wherever there is room, the emptiest first. */
  cluster?: string | undefined;
  /** No more than so many, those that were placed first. */
  limit?: number | undefined;
};

export type PlannedMove = {
  tenantId: string;
  slug: string;
  kind: PlacementKind;
  to: PlacementKind;
  cluster: string;
  /** Begun before, and not over: it goes on to where it was going. */
  isBegun: boolean;
};

export type StayingTenant = { tenantId: string; slug: string; why: "no room" | "former place kept" };

/**
 * `staying`: tenants of the cluster that cannot leave it now. What is being provisioned or deleted is not
 * told.
 */
export type ManyPlan = { moves: PlannedMove[]; staying: StayingTenant[] };

type Candidate = { tenantId: string; slug: string; kind: PlacementKind; cluster: string };

export async function planMoves(tx: ControlTx, wanted: WantedMoves): Promise<ManyPlan> {
  const [begun, candidates, capacities] = await Promise.all([
    listBegun(tx, wanted.from),
    listMovable(tx, wanted.from),
    listClusterCapacities(tx),
  ]);
  const isOpen = new Set(begun.map(({ tenantId }) => tenantId));
  const goingOn = begun.filter(({ phase }) => phase !== "arrived");
  const room = new Room(capacities, wanted);
  const plan: ManyPlan = { moves: goingOn.map(toPlanned), staying: [] };
  for (const { tenantId, slug, kind } of candidates) {
    if (plan.moves.length >= (wanted.limit ?? Number.POSITIVE_INFINITY)) break;
    if (goingOn.some((move) => move.tenantId === tenantId)) continue;
    const to = wanted.to ?? kind;
    const cluster = isOpen.has(tenantId) ? undefined : room.take(to);
    if (cluster) plan.moves.push({ tenantId, slug, kind, to, cluster, isBegun: false });
    else plan.staying.push({ tenantId, slug, why: isOpen.has(tenantId) ? "former place kept" : "no room" });
  }
  return plan;
}

/** Open moves of tenants that are there: on their way from it, or arrived there a while ago. */
const listBegun = (tx: ControlTx, cluster: string) =>
  tx
    .select({
      tenantId: moves.tenantId,
      slug: tenants.slug,
      kind: moves.fromKind,
      to: moves.toKind,
      cluster: moves.toCluster,
      phase: moves.phase,
    })
    .from(moves)
    .innerJoin(tenants, eq(tenants.id, moves.tenantId))
    .innerJoin(placements, eq(placements.tenantId, moves.tenantId))
    .where(and(isNull(moves.finishedAt), eq(placements.cluster, cluster)))
    .orderBy(asc(moves.startedAt), asc(moves.id));

type Begun = Awaited<ReturnType<typeof listBegun>>[number];

const toPlanned = ({ tenantId, slug, kind, to, cluster }: Begun): PlannedMove => ({
  ...{ tenantId, slug, kind, to, cluster },
  isBegun: true,
});

/** Those whose state allows a move, of one cluster or all, the oldest first. */
export const listMovable = (tx: ControlTx, cluster?: string): Promise<Candidate[]> =>
  tx
    .select({ tenantId: tenants.id, slug: tenants.slug, kind: placements.kind, cluster: placements.cluster })
    .from(tenants)
    .innerJoin(placements, eq(placements.tenantId, tenants.id))
    .where(
      and(
        cluster === undefined ? undefined : eq(placements.cluster, cluster),
        isNull(placements.releasedAt),
        inArray(tenants.status, [...allowedFrom("move")]),
      ),
    )
    .orderBy(sql`${tenants.createdAt}, ${tenants.id}`);

/** What the other clusters still take, as the plan fills them. */
class Room {
  readonly #free: { name: string; tenants: number; schemas: number }[];

  constructor(capacities: ClusterCapacity[], { from, cluster }: WantedMoves) {
    this.#free = capacities
      .filter(({ name, status }) => name !== from && status === "accepting" && name === (cluster ?? name))
      .map(({ name, tenants: there, maxTenants, free }) => ({
        name,
        tenants: maxTenants - there,
        schemas: free,
      }));
  }

  /** The cluster with the most room for one more of this kind; undefined where there is none. */
  take(kind: PlacementKind): string | undefined {
    const freeOn = (one: { tenants: number; schemas: number }) =>
      kind === "schema" ? Math.min(one.schemas, one.tenants) : one.tenants;
    const [emptiest] = [...this.#free].sort(
      (a, b) => freeOn(b) - freeOn(a) || a.name.localeCompare(b.name, "en"),
    );
    if (!emptiest || freeOn(emptiest) <= 0) return undefined;
    emptiest.tenants--;
    if (kind === "schema") emptiest.schemas--;
    return emptiest.name;
  }
}
