/** Writes down a new tenant and where it will live, before anything is created: a spare's place, or a new one. */
import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { type Cluster, clusterUrls, getCluster, pickCluster } from "../control/clusters.ts";
import type { ControlTx } from "../control/control-db.ts";
import { enqueue } from "../control/jobs.ts";
import { memberships, placements, tenants } from "../control/schema.ts";
import { checkSlug } from "../control/slug.ts";
import type { Tenant } from "../control/tenant.ts";
import { findFreeSlug, getTenantByOrganization, isSlugTaken, lockSlugs } from "../control/tenants.ts";
import { upsertUser } from "../control/users.ts";
import type { DataTier } from "../data-tier.ts";
import { AlreadyTaken, PlacementUnavailable, SlugRefused } from "../errors.ts";
import { newId } from "../id.ts";
import { type PlacementKind, tenantIdentifier, tenantLogin } from "../routing/placement.ts";
import { claimSpare, REFILL_SPARES_JOB } from "./claim-spare.ts";
import type { Owner, ProvisionRequest } from "./provision.ts";

/** What the identity provider says of a person, at any time, is newer than this. */
const BEGINNING = new Date(0);

/** One transaction an organization at a time; the tenant that is there already is answered. */
export async function reserveTenant(
  tx: ControlTx,
  tier: DataTier,
  request: ProvisionRequest,
): Promise<Tenant> {
  const { organizationId, owner } = request;
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended('organization:' || ${organizationId}::text, 0))`,
  );
  const known = await getTenantByOrganization(tx, organizationId);
  if (known) return known;
  const slug = await chooseSlug(tx, request);
  const plan = request.plan ?? "standard";
  const kind = request.kind ?? (plan === "enterprise" ? "database" : "schema");
  const { name, region, cluster } = request;
  const identity = { slug, name, plan, organizationId };
  const claimed = kind === "schema" && (await claimSpare(tx, identity, { region, cluster }));
  const id = claimed || (await insertTenant(tx, tier, identity, { ...request, kind }));
  const [tenant] = await Promise.all([
    getTenantByOrganization(tx, organizationId),
    owner && addOwner(tx, id, owner),
  ]);
  if (!tenant) throw new Error("The tenant that was just written is not there.");
  // Last: whoever else takes a spare waits for this row until we are done.
  if (claimed) await enqueue(tx, { name: REFILL_SPARES_JOB, payload: {}, key: REFILL_SPARES_JOB });
  return tenant;
}

async function chooseSlug(tx: ControlTx, { slug, isSlugFixed }: ProvisionRequest): Promise<string> {
  const verdict = checkSlug(slug);
  await lockSlugs(tx, slug);
  const isFree = verdict === "ok" && !(await isSlugTaken(tx, slug));
  if (isFree) return slug;
  if (!isSlugFixed) return findFreeSlug(tx, slug);
  if (verdict !== "ok") throw new SlugRefused(slug, verdict);
  throw new AlreadyTaken(
    "slug",
    `The slug ${slug} is taken or reserved; ${await findFreeSlug(tx, slug)} is free.`,
  );
}

export type Identity = Pick<ProvisionRequest, "slug" | "name" | "organizationId"> & { plan: Tenant["plan"] };

async function insertTenant(
  tx: ControlTx,
  tier: DataTier,
  identity: Identity,
  request: ProvisionRequest & { kind: PlacementKind },
): Promise<string> {
  const id = newId();
  const cluster = await chooseCluster(tx, request);
  await tx.insert(tenants).values({ id, status: "provisioning", ...identity });
  await tx.insert(placements).values(newPlacement(tier, cluster, id, request.kind));
  return id;
}

async function chooseCluster(tx: ControlTx, { region, cluster }: ProvisionRequest): Promise<Cluster> {
  const named = cluster ? await getCluster(tx, cluster) : await pickCluster(tx, region);
  if (named?.status === "accepting") return named;
  throw new PlacementUnavailable(
    cluster ? `Cluster ${cluster} does not accept tenants.` : "No cluster has room for another tenant.",
  );
}

/** The row that says where a tenant's data will live: names made from its id alone. */
export function newPlacement(tier: DataTier, cluster: Cluster, id: string, kind: PlacementKind) {
  const own = tenantIdentifier(id);
  const place = { tenantId: id, kind, cluster: cluster.name, schema: own, role: own };
  if (kind === "schema") return { ...place, database: databaseOf(clusterUrls(cluster, tier.readSecret).url) };
  const sealedPassword = tier.secrets.seal(randomBytes(24).toString("base64url"));
  return { ...place, database: own, login: tenantLogin(id), sealedPassword };
}

const databaseOf = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(1));

/** In the same transaction as the tenant: whoever continues after a kill finds the owner here. */
async function addOwner(tx: ControlTx, tenantId: string, owner: Owner): Promise<void> {
  const membership = { tenantId, userId: owner.id, role: "owner" as const, sourceUpdatedAt: BEGINNING };
  await Promise.all([
    upsertUser(tx, { ...owner, sourceUpdatedAt: BEGINNING }),
    tx.insert(memberships).values(membership).onConflictDoNothing(),
  ]);
}
