/** From an organization to a tenant that serves: journaled steps, idempotent by organization, resumable at each. */
import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { loginOf } from "../cluster/prepare.ts";
import { clusterUrls, getCluster, pickCluster } from "../control/clusters.ts";
import type { ControlTx } from "../control/control-db.ts";
import { journaled } from "../control/journal.ts";
import { memberships, placements, tenants } from "../control/schema.ts";
import { checkSlug } from "../control/slug.ts";
import type { Plan, Tenant } from "../control/tenant.ts";
import { findFreeSlug, getTenantByOrganization, isSlugTaken, setTenantStatus } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { PlacementUnavailable } from "../errors.ts";
import { newId } from "../id.ts";
import { migrateTenant } from "../migrate/run.ts";
import { type PlacementKind, tenantIdentifier, tenantLogin } from "../routing/placement.ts";
import { upsertMember } from "../tenant/members.ts";
import { createPlace } from "./create-place.ts";

export type Owner = {
  id: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  avatarUrl: string | null;
};

export type ProvisionRequest = {
  organizationId: string;
  /** Wanted; a free one near it is taken where it is somebody's or malformed. */
  slug: string;
  name: string;
  plan?: Plan;
  /** Default: what the plan says. */
  kind?: PlacementKind;
  region?: string;
  owner: Owner;
};

/**
 * Provisions a tenant for an organization, or finishes one that was begun; one that serves already is answered as it is.
 * Throws PlacementUnavailable where no cluster has room, and DataTierErrors of the cluster.
 */
export async function provisionTenant(tier: DataTier, request: ProvisionRequest): Promise<Tenant> {
  const tenant = await tier.controlDb.write((tx) => reserve(tx, tier, request));
  if (tenant.status !== "provisioning") return tenant;
  const step = <T>(name: string, work: () => Promise<T>) =>
    journaled(tier.controlDb, { tenantId: tenant.id, kind: "provision", step: name }, work);

  await step("create", () => create(tier, tenant));
  await step("migrate", () => migrateTenant(tier, tenant));
  await step("owner", () => addOwner(tier, tenant, request.owner));
  await step("activate", () => tier.controlDb.write((tx) => setTenantStatus(tx, tenant.id, "active")));
  tier.tenantRegistry.invalidate(tenant.id);
  return { ...tenant, status: "active" };
}

/** Writes down the tenant and where it will live, before anything is created. One transaction an organization at a time. */
async function reserve(tx: ControlTx, tier: DataTier, request: ProvisionRequest): Promise<Tenant> {
  const { organizationId } = request;
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('organization:' || ${organizationId}, 0))`,
  );
  const known = await getTenantByOrganization(tx, organizationId);
  if (known) return known;

  // Slugs are given out one at a time, so that two that want the same one do not collide.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('tenantry:slugs', 0))`);
  const wanted = checkSlug(request.slug) === "ok" && !(await isSlugTaken(tx, request.slug));
  const slug = wanted ? request.slug : await findFreeSlug(tx, request.slug);
  const id = newId();
  const plan = request.plan ?? "standard";
  await tx
    .insert(tenants)
    .values({ id, slug, name: request.name, status: "provisioning", plan, organizationId });
  const kind = request.kind ?? (plan === "enterprise" ? "database" : "schema");
  await tx.insert(placements).values(await choosePlacement(tx, tier, id, kind, request.region));
  const tenant = await getTenantByOrganization(tx, organizationId);
  if (!tenant) throw new Error("The tenant that was just written is not there.");
  return tenant;
}

async function choosePlacement(
  tx: ControlTx,
  tier: DataTier,
  id: string,
  kind: PlacementKind,
  region: string | undefined,
) {
  const cluster = await pickCluster(tx, region);
  if (!cluster) throw new PlacementUnavailable("No cluster has room for another tenant.");
  const own = tenantIdentifier(id);
  const shared = new URL(clusterUrls(cluster, tier.readSecret).url).pathname.slice(1);
  const place = { tenantId: id, kind, cluster: cluster.name, schema: own, role: own };
  if (kind === "schema") return { ...place, database: decodeURIComponent(shared) };
  const sealedPassword = tier.secrets.seal(randomBytes(24).toString("base64url"));
  return { ...place, database: own, login: tenantLogin(id), sealedPassword };
}

async function create(tier: DataTier, { placement }: Tenant): Promise<void> {
  const urls = await urlsOf(tier, placement.cluster);
  const own = placement.login;
  await createPlace(placement, {
    adminUrl: urls.adminUrl,
    login: own?.user ?? loginOf(urls.url),
    ...(own ? { loginPassword: tier.secrets.open(own.sealedPassword) } : {}),
  });
}

async function addOwner(tier: DataTier, tenant: Tenant, owner: Owner): Promise<void> {
  await tier.tenantRouter.connect(tenant).write((tx) => upsertMember(tx, { ...owner, role: "owner" }));
  const membership = {
    tenantId: tenant.id,
    userId: owner.id,
    role: "owner" as const,
    sourceUpdatedAt: new Date(0),
  };
  await tier.controlDb.write((tx) => tx.insert(memberships).values(membership).onConflictDoNothing());
}

async function urlsOf(tier: DataTier, name: string) {
  const cluster = await tier.controlDb.read((tx) => getCluster(tx, name));
  if (!cluster) throw new PlacementUnavailable(`Cluster ${name} is not registered.`);
  return clusterUrls(cluster, tier.readSecret);
}
