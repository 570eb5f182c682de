/**
 * Makes sure that a tenant has its place and that the place is up to date, whatever of it is there already.
 */

import { loginOf } from "../cluster/prepare.ts";
import { type ClusterUrls, readClusterUrls } from "../control/clusters.ts";
import type { ControlTx } from "../control/control-db.ts";
import type { DataTier } from "../data-tier.ts";
import { migrateTenant } from "../migrate/run.ts";
import type { Tenant } from "../routing/tenant.ts";
import type { MemberInput } from "../tenant/members.ts";
import { birthInBatch } from "./birth-queue.ts";
import { createPlace } from "./create-place.ts";
import { listMembers } from "./first-members.ts";

/**
 * What was done: `born` where the place was made now, with the members whom the control plane knows, and not
 * yet written down.
 */
export type BroughtUp = { born?: { version: string | null } };

/** What the control plane knows that a place is made with. */
export type Needs = { urls: ClusterUrls; members: MemberInput[] };

export async function readNeeds(tx: ControlTx, tier: DataTier, tenant: Tenant): Promise<Needs> {
  const [urls, members] = await Promise.all([
    readClusterUrls(tx, tenant.placement.cluster, tier.readSecret),
    listMembers(tx, tenant.id),
  ]);
  return { urls, members };
}

/**
 * Idempotent, and safe beside another process that does the same. Members are added only to what is made now,
 * and whoever asked for it writes its version down.
 */
export async function bringUp(tier: DataTier, tenant: Tenant, needs?: Needs): Promise<BroughtUp> {
  const { placement } = tenant;
  const { urls, members } = needs ?? (await tier.controlDb.read((tx) => readNeeds(tx, tier, tenant)));
  const own = placement.login;
  const login = own?.user ?? loginOf(urls.url);
  if (placement.kind === "schema" && tenant.schemaVersion === null) {
    const { schema } = placement;
    const born = await birthInBatch({ adminUrl: urls.adminUrl, login }, { schema, members });
    if (born) return { born };
  }
  const loginPassword = own ? { loginPassword: tier.secrets.open(own.sealedPassword) } : {};
  await createPlace(placement, { adminUrl: urls.adminUrl, login, ...loginPassword });
  await migrateTenant(tier, tenant);
  return {};
}
