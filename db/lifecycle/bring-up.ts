/**
 * Makes sure that a tenant has its place and that the place is up to date, whatever of it is there already.
 */

import { withAdmin } from "../cluster/admin.ts";
import { loginOf } from "../cluster/prepare.ts";
import { type ClusterUrls, readClusterUrls } from "../control/clusters.ts";
import type { ControlTx } from "../control/control-db.ts";
import type { DataTier } from "../data-tier.ts";
import { applyMigrations } from "../migrate/apply.ts";
import { refuseStatements } from "../migrate/refused-statements.ts";
import { migrateTenant } from "../migrate/run.ts";
import type { Migration } from "../migration-files.ts";
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
  if (placement.kind === "schema" && tenant.schemaVersion === null) {
    const { schema } = placement;
    const login = loginOf(urls.url);
    const born = await birthInBatch({ adminUrl: urls.adminUrl, login }, { schema, members });
    if (born) return { born };
  }
  await createOwnPlace(tier, tenant, urls);
  await migrateTenant(tier, tenant);
  return {};
}

/** Makes the place of a tenant that nobody else makes, with these migrations and no rows. */
export async function createPlaceWith(
  tier: DataTier,
  tenant: Tenant,
  migrations: Migration[],
): Promise<void> {
  const { cluster, database, schema } = tenant.placement;
  const urls = await tier.clusterUrls(cluster);
  await refuseStatements(migrations);
  await createOwnPlace(tier, tenant, urls);
  await withAdmin(urls.adminUrl, (client) => applyMigrations(client, migrations, { schema }), { database });
}

async function createOwnPlace(tier: DataTier, { placement }: Tenant, urls: ClusterUrls): Promise<void> {
  const { login: own } = placement;
  const loginPassword = own ? { loginPassword: tier.secrets.open(own.sealedPassword) } : {};
  const login = own?.user ?? loginOf(urls.url);
  await createPlace(placement, { adminUrl: urls.adminUrl, login, ...loginPassword });
}
