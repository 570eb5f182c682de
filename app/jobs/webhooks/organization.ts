/** An organization: its tenant. */
import type { z } from "zod";
import type { User } from "#app/db.people.server.ts";
import {
  createTombstone,
  type DataTier,
  deleteTenantIn,
  findTenantId,
  getTenantByOrganization,
  hasNewerWebhookEvent,
  hasTombstone,
  isDecidedSince,
  lockProviderObject,
  OwnerLimitReached,
  type Plan,
  provisionTenant,
  type Tenant,
  updateTenant,
  type WebhookEvent,
} from "#app/db.server.ts";
import { deleteOrganization, fetchCreator, fetchLeader } from "#app/identity/organizations.server.ts";
import { knownUser } from "#app/identity/users.server.ts";
import { NeedsStaff } from "./needs-staff.ts";
import { happenedAt, IdData, OrganizationData, saidTime, versionOf } from "./payloads.ts";

/** An organization has nobody whom we could make its owner: trying again finds nobody either. */
class OwnerUnknown extends NeedsStaff {
  constructor(organizationId: string) {
    super(
      `Nobody is known to have created ${organizationId}, and nobody in it may own it. Add an owner to it at the identity provider, then replay this message.`,
    );
    this.name = "OwnerUnknown";
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
    name: data.name ?? data.slug ?? data.id,
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
  if (name === null || tenant.name === name) return;
  await tier.controlDb.write(async (tx) => {
    await lockProviderObject(tx, "organization", id);
    if (await hasNewerWebhookEvent(tx, { types: VERSIONED, id, version })) return;
    if (await isDecidedSince(tx, tenant.id, "name", version)) return;
    await updateTenant(tx, tenant.id, { name });
  });
  tier.tenantRegistry.invalidate(tenant.id);
}

const VERSIONED = ["organization.created", "organization.updated"];

/** Who created it; where nobody is known to have, whoever leads it at the provider. */
async function findOwner(
  tier: DataTier,
  organizationId: string,
  createdBy: string | undefined,
): Promise<User> {
  const creatorId = createdBy ?? (await fetchCreator(organizationId));
  const creator = creatorId && (await knownUser(tier, creatorId));
  if (creator) return creator;
  const leaderId = await fetchLeader(organizationId);
  const leader = leaderId && (await knownUser(tier, leaderId));
  if (!leader) throw new OwnerUnknown(organizationId);
  return leader;
}

export async function removeOrganization(tier: DataTier, event: WebhookEvent): Promise<void> {
  const { id } = IdData.parse(event.payload.data);
  // What is not dated may be from before anything that staff decided.
  const decidedSince = saidTime(event) ?? new Date(0);
  await tier.controlDb.write(async (tx) => {
    await lockProviderObject(tx, "organization", id);
    const tenantId = await findTenantId(tx, id);
    if (tenantId && (await isDecidedSince(tx, tenantId, "restore", decidedSince))) return;
    await createTombstone(tx, "organization", id, happenedAt(event));
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
