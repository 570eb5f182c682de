/**
 * Writes down a new tenant and where it will live, before anything is created: a spare's place, or a new one.
 */
import { pickCluster } from "../control/capacity.ts";
import { type Cluster, clusterUrls } from "../control/clusters.ts";
import type { ControlTx } from "../control/control-db.ts";
import { entitlementsOf } from "../control/entitlements.ts";
import { findFreeSlug, isSlugTaken, slugKey } from "../control/free-slugs.ts";
import { enqueue } from "../control/jobs.ts";
import { beginStep } from "../control/journal.ts";
import { lockKeys } from "../control/locks.ts";
import { mayOwnAnother, ownerKey } from "../control/owned.ts";
import { memberships } from "../control/schema/people.ts";
import { placements, tenants } from "../control/schema/tenants.ts";
import { checkSlug } from "../control/slug.ts";
import { findTenantId, getTenant, toTenant } from "../control/tenants.ts";
import { BEFORE_ANY_SOURCE, ensureUser } from "../control/users.ts";
import type { DataTier } from "../data-tier.ts";
import {
  AlreadyTaken,
  OwnerLimitReached,
  PlacementUnavailable,
  SlugRefused,
  TenantUnknown,
} from "../errors.ts";
import { newId } from "../id.ts";
import { type PlacementKind, tenantIdentifier, tenantLogin } from "../routing/placement.ts";
import type { Plan, Tenant } from "../routing/tenant.ts";
import { type Needs, readNeeds } from "./bring-up.ts";
import { claimSpare, REFILL_SPARES_JOB } from "./claim-spare.ts";
import type { Identity, Owner, ProvisionRequest } from "./provision-request.ts";
import { newPassword } from "./rotate-login.ts";

/** `isNew`: reserved now, and its first step is begun. Otherwise the organization has had it before. */
export type Reserved = { tenant: Tenant; isNew: boolean; needs?: Needs };

export type WantedPlace = {
  kind: PlacementKind;
  region?: string | undefined;
  cluster?: string | undefined;
};
type Reservation = Omit<Identity, "organizationId"> & {
  organizationId: string | null;
  begin: (id: string) => Promise<unknown>;
};

/** One transaction an organization at a time; the tenant that is there already is answered. */
export async function reserveTenant(
  tx: ControlTx,
  tier: DataTier,
  request: ProvisionRequest,
): Promise<Reserved> {
  const { organizationId, owner } = request;
  const limited = request.isOwnerLimited ? owner : undefined;
  const keys = [`organization:${organizationId}`, slugKey(request.slug)];
  await lockKeys(tx, ...keys, ...(limited ? [ownerKey(limited.id)] : []));
  const [known, isFree] = await Promise.all([findTenantId(tx, organizationId), isSlugFree(tx, request.slug)]);
  if (known) return { tenant: await requireTenant(tx, known), isNew: false };
  // The person before the room, for all alike: else two for one person could wait for each other.
  await Promise.all([
    limited && requireOwnerMayHaveAnother(tx, limited.id, request.plan ?? "standard"),
    owner && ensureUser(tx, owner),
  ]);
  const slug = isFree ? request.slug : await chooseSlug(tx, request);
  const tenant = await claimOrInsert(tx, tier, { ...request, slug });
  // Only a spare has a version already.
  if (tenant.schemaVersion === null) return { tenant, isNew: true, needs: await readNeeds(tx, tier, tenant) };
  // Last: whoever else takes a spare waits for this row until we are done.
  await enqueue(tx, { name: REFILL_SPARES_JOB, payload: {}, key: REFILL_SPARES_JOB });
  return { tenant, isNew: true };
}

async function requireOwnerMayHaveAnother(tx: ControlTx, userId: string, plan: Plan): Promise<void> {
  if (!(await mayOwnAnother(tx, userId, plan))) throw new OwnerLimitReached(entitlementsOf(plan).maxOwned);
}

/**
 * A tenant of nobody's yet, for the work of kind "copy". The organization comes with the end of that work:
 * whoever provisions has no business with it before. Throws AlreadyTaken, SlugRefused, PlacementUnavailable.
 */
export async function reserveCopy(
  tx: ControlTx,
  tier: DataTier,
  { slug, name, plan, ...place }: Omit<Identity, "organizationId"> & WantedPlace,
): Promise<Tenant> {
  await lockKeys(tx, slugKey(slug));
  if (!(await isSlugFree(tx, slug))) await refuseSlug(tx, slug);
  const begun = (tenantId: string) => beginStep(tx, { tenantId, kind: "copy" }, "create");
  return insertTenant(tx, tier, { slug, name, plan, organizationId: null, begin: begun }, place);
}

const isSlugFree = async (tx: ControlTx, slug: string): Promise<boolean> =>
  checkSlug(slug) === "ok" && !(await isSlugTaken(tx, slug));

/** In place of one that is not free. */
async function chooseSlug(tx: ControlTx, { slug, isSlugFixed }: ProvisionRequest): Promise<string> {
  return isSlugFixed ? refuseSlug(tx, slug) : findFreeSlug(tx, slug);
}

async function refuseSlug(tx: ControlTx, slug: string): Promise<never> {
  const verdict = checkSlug(slug);
  if (verdict !== "ok") throw new SlugRefused(slug, verdict);
  const free = await findFreeSlug(tx, slug);
  throw new AlreadyTaken("slug", `The slug ${slug} is taken or reserved; ${free} is free.`);
}

async function claimOrInsert(tx: ControlTx, tier: DataTier, request: ProvisionRequest): Promise<Tenant> {
  const { slug, name, organizationId, region, cluster, owner } = request;
  const plan = request.plan ?? "standard";
  const kind = request.kind ?? entitlementsOf(plan).placement;
  const identity = { slug, name, plan, organizationId };
  const spare = kind === "schema" && (await claimSpare(tx, identity, { region, cluster }));
  if (!spare) {
    const begun = (id: string) => begin(tx, id, "create", owner);
    return insertTenant(tx, tier, { ...identity, begin: begun }, { kind, region, cluster });
  }
  const [tenant] = await Promise.all([requireTenant(tx, spare), begin(tx, spare, "owner", owner)]);
  return tenant;
}

async function requireTenant(tx: ControlTx, id: string): Promise<Tenant> {
  const tenant = await getTenant(tx, id);
  if (!tenant) throw new TenantUnknown(id);
  return tenant;
}

/** A row and a place's name for it, and what `begin` writes down with them. */
async function insertTenant(
  tx: ControlTx,
  tier: DataTier,
  { begin, ...identity }: Reservation,
  place: WantedPlace,
): Promise<Tenant> {
  const id = newId();
  const cluster = await chooseCluster(tx, place);
  const [row] = await tx
    .insert(tenants)
    .values({ id, status: "provisioning", ...identity })
    .returning();
  const [[placement]] = await Promise.all([
    tx
      .insert(placements)
      .values(newPlacement(tier, cluster, id, place.kind))
      .returning(),
    begin(id),
  ]);
  if (!row || !placement) throw new Error("The tenant that was just written is not there.");
  return toTenant({ tenants: row, placements: placement });
}

/**
 * In the same transaction as the tenant: whoever continues after a kill finds what was begun, and the owner.
 */
async function begin(tx: ControlTx, tenantId: string, step: "create" | "owner", owner?: Owner) {
  await Promise.all([
    beginStep(tx, { tenantId, kind: "provision" }, step),
    owner &&
      tx
        .insert(memberships)
        .values({ tenantId, userId: owner.id, role: "owner", sourceUpdatedAt: BEFORE_ANY_SOURCE })
        .onConflictDoNothing(),
  ]);
}

async function chooseCluster(tx: ControlTx, { kind, region, cluster }: WantedPlace): Promise<Cluster> {
  const chosen = await pickCluster(tx, { kind, region, cluster });
  if (chosen) return chosen;
  throw new PlacementUnavailable(
    cluster
      ? `Cluster ${cluster} is full or does not accept tenants.`
      : "No cluster has room for another tenant.",
  );
}

/** The row that says where a tenant's data will live: names made from its id alone. */
export function newPlacement(tier: DataTier, cluster: Cluster, id: string, kind: PlacementKind) {
  const own = tenantIdentifier(id);
  const place = { tenantId: id, kind, cluster: cluster.name, schema: own, role: own };
  if (kind === "schema") return { ...place, database: databaseOf(clusterUrls(cluster, tier.readSecret).url) };
  const sealedPassword = tier.secrets.seal(newPassword());
  return { ...place, database: own, login: tenantLogin(id), sealedPassword };
}

const databaseOf = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(1));
