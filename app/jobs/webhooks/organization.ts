/** An organization: its tenant. */
import type { z } from "zod";
import {
  createTombstone,
  type DataTier,
  deleteTenantIn,
  findTenantId,
  getTenantByOrganization,
  getUserById,
  hasNewerWebhookEvent,
  hasTombstone,
  isDecidedSince,
  lockProviderObject,
  OwnerLimitReached,
  type Plan,
  provisionTenant,
  type Tenant,
  type User,
  updateTenant,
  upsertUser,
  type WebhookEvent,
} from "#app/db.server.ts";
import { deleteOrganization, fetchCreator } from "#app/identity/organizations.server.ts";
import { fetchUser } from "#app/identity/users.server.ts";
import { happenedAt, IdData, OrganizationData, versionOf } from "./payloads.ts";

/** Thrown where an organization has no creator that we could make its owner. */
class CreatorUnknown extends Error {
  constructor(organizationId: string) {
    super(`Nobody is known to have created ${organizationId}.`);
    this.name = "CreatorUnknown";
  }
}

type Organization = z.infer<typeof OrganizationData>;

/** Created and updated alike: whichever comes first makes the tenant, and the newer one names it. */
export async function applyOrganization(tier: DataTier, event: WebhookEvent): Promise<void> {
  const data = OrganizationData.parse(event.payload.data);
  const [isGone, known] = await tier.controlDb.read((tx) =>
    Promise.all([hasTombstone(tx, "organization", data.id), getTenantByOrganization(tx, data.id)]),
  );
  if (isGone) return;
  const tenant = known && known.status !== "provisioning" ? known : await provisionOrDiscard(tier, data);
  if (!tenant) return;
  await applyName(tier, tenant, data, versionOf(data, event));
  // Deleted while it was being made: the delete found no tenant, so it is for us to follow it.
  await finishDelete(tier, data.id);
}

/**
 * Undefined for an organization whose creator may own no further tenant: it is taken back at the provider.
 */
async function provisionOrDiscard(tier: DataTier, data: Organization): Promise<Tenant | undefined> {
  try {
    return await provision(tier, data);
  } catch (error) {
    if (!(error instanceof OwnerLimitReached)) throw error;
    await deleteOrganization(data.id);
    return undefined;
  }
}

async function provision(tier: DataTier, data: Organization): Promise<Tenant> {
  const plan: Plan = data.private_metadata?.plan === "enterprise" ? "enterprise" : "standard";
  return provisionTenant(tier, {
    organizationId: data.id,
    slug: data.slug ?? "",
    name: data.name,
    plan,
    owner: await findOwner(tier, data.id, data.created_by ?? undefined),
    isOwnerLimited: true,
  });
}

/** The lock makes two messages at work at once take turns; the older of them then sees the newer. */
async function applyName(
  tier: DataTier,
  tenant: Tenant,
  { id, name }: Organization,
  version: Date,
): Promise<void> {
  if (tenant.name === name) return;
  await tier.controlDb.write(async (tx) => {
    await lockProviderObject(tx, "organization", id);
    if (await hasNewerWebhookEvent(tx, { types: VERSIONED, id, version })) return;
    if (await isDecidedSince(tx, tenant.id, "name", version)) return;
    await updateTenant(tx, tenant.id, { name });
  });
  tier.tenantRegistry.invalidate(tenant.id);
}

const VERSIONED = ["organization.created", "organization.updated"];

async function findOwner(
  tier: DataTier,
  organizationId: string,
  createdBy: string | undefined,
): Promise<User> {
  const id = createdBy ?? (await fetchCreator(organizationId));
  if (!id) throw new CreatorUnknown(organizationId);
  const known = await tier.controlDb.read((tx) => getUserById(tx, id));
  if (known) return known;
  const fetched = await fetchUser(id);
  if (!fetched) throw new CreatorUnknown(organizationId);
  await tier.controlDb.write((tx) => upsertUser(tx, fetched));
  const { sourceUpdatedAt: _, ...user } = fetched;
  return user;
}

export async function removeOrganization(tier: DataTier, event: WebhookEvent): Promise<void> {
  const { id } = IdData.parse(event.payload.data);
  const deletedAt = happenedAt(event);
  await tier.controlDb.write(async (tx) => {
    await lockProviderObject(tx, "organization", id);
    const tenantId = await findTenantId(tx, id);
    if (tenantId && (await isDecidedSince(tx, tenantId, "restore", deletedAt))) return;
    await createTombstone(tx, "organization", id, deletedAt);
  });
  await finishDelete(tier, id);
}

/** The tenant of an organization that is gone goes into `deleted`, with its days of grace. */
async function finishDelete(tier: DataTier, organizationId: string): Promise<void> {
  const deleted = await tier.controlDb.write(async (tx) => {
    // Whoever restores the tenant takes the mark away, and is not overtaken.
    await lockProviderObject(tx, "organization", organizationId);
    if (!(await hasTombstone(tx, "organization", organizationId))) return undefined;
    const tenant = await getTenantByOrganization(tx, organizationId);
    if (!tenant || tenant.status === "deleted" || tenant.status === "purged") return undefined;
    await deleteTenantIn(tx, tenant.id);
    return tenant;
  });
  if (deleted) tier.tenantRegistry.invalidate(deleted.id);
}
