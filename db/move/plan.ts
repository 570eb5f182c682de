/** What a move would be: where to, how, for how long; or why it cannot be. Nothing is changed by asking. */
import { pickCluster } from "../control/capacity.ts";
import { type Cluster, listClusters } from "../control/clusters.ts";
import type { ControlTx } from "../control/control-db.ts";
import type { MoveMethod } from "../control/move-phases.ts";
import { getOpenMove, type Place } from "../control/moves.ts";
import { getOpenReplacement, whyReplaced } from "../control/replacements.ts";
import { getTenant } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { TenantUnknown } from "../errors.ts";
import { requireStatus } from "../lifecycle/change.ts";
import { newPlacement } from "../lifecycle/reserve.ts";
import { MoveRefused } from "../move-errors.ts";
import type { PlacementKind } from "../routing/placement.ts";
import type { Tenant } from "../routing/tenant.ts";
import { readServerFacts, readSourceFacts, whyNotLive } from "./check.ts";
import { sideOf } from "./side.ts";

export type WantedMove = {
  to: PlacementKind;
  /** Default: where it is now. */
  cluster?: string | undefined;
  /** Where that one has no room: another of the same region. */
  orElsewhere?: boolean | undefined;
  /** Ask for a copy with writes held also where they could be followed. */
  holdsWrites?: boolean | undefined;
};

export type MovePlan = {
  tenant: Tenant;
  from: Place;
  to: Place;
  method: MoveMethod;
  /** Why writes are held while rows are copied. */
  reason?: string | undefined;
  rows: number;
  bytes: number;
  /** For how long writes will probably wait, in milliseconds. */
  pauseMs: number;
};

/** Of a change-over in which nothing is left to copy, as measured. */
const LIVE_PAUSE_MS = 100;
/** What a held copy carries over in a second. */
const HELD_BYTES_A_SECOND = 20_000_000;

/**
 * Throws MoveRefused, which says why not and what to do; LifecycleRefused where its state does not allow it;
 * TenantUnknown.
 */
export async function planMove(tier: DataTier, tenantId: string, wanted: WantedMove): Promise<MovePlan> {
  const { tenant, to } = await tier.controlDb.write((tx) => choosePlace(tx, tier, tenantId, wanted));
  const { version: _, ...from } = tenant.placement;
  const [source, target] = await Promise.all([sideOf(tier, from), sideOf(tier, to)]);
  const [facts, here, there] = await Promise.all([
    readSourceFacts(source),
    readServerFacts(tier, source),
    readServerFacts(tier, target),
  ]);
  if (facts.withoutKey.length > 0)
    throw new MoveRefused(
      `Without a primary key no row can be followed: ${facts.withoutKey.join(", ")}. Give each table one.`,
    );
  const reason = wanted.holdsWrites ? "it was asked for" : whyNotLive(here, there);
  const { rows, bytes } = facts;
  const pauseMs = reason ? Math.ceil((bytes / HELD_BYTES_A_SECOND) * 1_000) + LIVE_PAUSE_MS : LIVE_PAUSE_MS;
  return { tenant, from, to, method: reason ? "held" : "live", reason, rows, bytes, pauseMs };
}

async function choosePlace(tx: ControlTx, tier: DataTier, tenantId: string, wanted: WantedMove) {
  const tenant = await getTenant(tx, tenantId);
  if (!tenant) throw new TenantUnknown(tenantId);
  requireStatus(tenant, "move");
  const open = await getOpenMove(tx, tenantId);
  if (open)
    throw new MoveRefused(
      open.phase === "arrived"
        ? `The former place of ${tenant.slug} is still kept for the way back. Drop it first: tenantry tenants move ${tenant.slug} --finish.`
        : `${tenant.slug} is being moved already. To go on with it: tenantry tenants move ${tenant.slug} --continue.`,
    );
  await refuseWhileReplaced(tx, tenant);
  const cluster = await chooseCluster(tx, tenant, wanted);
  return { tenant, to: placeOn(tier, cluster, tenant, wanted.to) };
}

/** What is kept beside its rows would not come along. Throws MoveRefused. */
export async function refuseWhileReplaced(tx: ControlTx, tenant: Tenant): Promise<void> {
  const open = await getOpenReplacement(tx, tenant.id);
  if (open) throw new MoveRefused(whyReplaced(tenant, open));
}

async function chooseCluster(
  tx: ControlTx,
  { slug, placement }: Tenant,
  { to, cluster = placement.cluster, orElsewhere }: WantedMove,
): Promise<Cluster> {
  if (to === placement.kind && cluster === placement.cluster)
    throw new MoveRefused(`${slug} is a ${to} on ${cluster} already.`);
  const wanted = (await listClusters(tx)).find(({ name }) => name === cluster);
  if (!wanted) throw new MoveRefused(`There is no cluster ${JSON.stringify(cluster)}.`);
  const chosen =
    (await pickCluster(tx, { kind: to, cluster })) ??
    (orElsewhere ? await pickCluster(tx, { kind: to, region: wanted.region }) : undefined);
  if (!chosen) throw new MoveRefused(`Cluster ${cluster} is full or does not accept tenants.`);
  return chosen;
}

function placeOn(tier: DataTier, cluster: Cluster, { id }: Tenant, kind: PlacementKind): Place {
  const { database, schema, role, ...own } = newPlacement(tier, cluster, id, kind);
  const login = "login" in own ? { user: own.login, sealedPassword: own.sealedPassword } : null;
  return { kind, cluster: cluster.name, database, schema, role, login };
}
