/** An organization: its tenant. */
import type { User } from "#app/db.people.server.ts";
import {
  createTombstone,
  type DataTier,
  deleteTenantIn,
  findTenantId,
  getTenantByOrganization,
  hasTombstone,
  isDecidedSince,
  lockProviderObject,
  OwnerLimitReached,
  provisionTenant,
  renameFromSource,
  type Tenant,
} from "#app/db.server.ts";
import { identity } from "#app/identity/identity.server.ts";
import type { EventOf, OrganizationFromSource } from "#app/identity/identity-event.ts";
import { knownUser } from "#app/identity/users.server.ts";
import { NeedsStaff } from "./needs-staff.ts";

/** An organization has nobody whom we could make its owner: trying again finds nobody either. */
class OwnerUnknown extends NeedsStaff {
  constructor(organizationId: string) {
    super(
      `Nobody is known to have created ${organizationId}, and nobody in it may own it. Add an owner to it at the identity provider, then replay this message.`,
    );
    this.name = "OwnerUnknown";
  }
}

/** Created and updated alike: whichever comes first makes the tenant, and the newer one names it. */
export async function applyOrganization(
  tier: DataTier,
  { organization, saidAt }: EventOf<"organizationChanged">,
): Promise<void> {
  const { id } = organization;
  const [isGone, known] = await tier.controlDb.read((tx) =>
    Promise.all([hasTombstone(tx, "organization", id), getTenantByOrganization(tx, id)]),
  );
  if (isGone) return;
  const tenant =
    known && known.status !== "provisioning"
      ? known
      : await provisionOrDiscard(tier, organization, saidAt !== undefined);
  if (!tenant) return;
  await applyName(tier, tenant, organization);
  // Deleted while it was being made: the delete found no tenant, so it is for us to follow it.
  await finishDelete(tier, id);
}

/** Found in a list, it may be old and have people in it: nothing is taken back by itself. */
class OwnerOfTooMany extends NeedsStaff {
  constructor(organizationId: string) {
    super(
      `${organizationId} has no workspace, and whoever created it owns as many as one may. Delete it at the identity provider, or raise the limit, then replay this message.`,
    );
    this.name = "OwnerOfTooMany";
  }
}

/**
 * Undefined for an organization whose creator may own no further tenant: it is taken back at the provider.
 */
async function provisionOrDiscard(
  tier: DataTier,
  organization: OrganizationFromSource,
  isTold: boolean,
): Promise<Tenant | undefined> {
  try {
    return await provision(tier, organization);
  } catch (error) {
    if (!(error instanceof OwnerLimitReached)) throw error;
    if (!isTold) throw new OwnerOfTooMany(organization.id);
    await identity.organizations.remove(organization.id);
    return undefined;
  }
}

async function provision(tier: DataTier, organization: OrganizationFromSource): Promise<Tenant> {
  const { id, name, slug, plan, createdBy } = organization;
  return provisionTenant(tier, {
    organizationId: id,
    slug: slug ?? "",
    name: name ?? slug ?? id,
    plan,
    owner: await findOwner(tier, id, createdBy),
    isOwnerLimited: true,
  });
}

/** The lock makes two messages at work at once take turns; the newer of them names the tenant. */
async function applyName(
  tier: DataTier,
  tenant: Tenant,
  { id, name, version }: OrganizationFromSource,
): Promise<void> {
  if (name === null) return;
  const isRenamed = await tier.controlDb.write(async (tx) => {
    await lockProviderObject(tx, "organization", id);
    if (await isDecidedSince(tx, tenant.id, "name", version)) return false;
    return renameFromSource(tx, tenant.id, { name, version });
  });
  if (isRenamed) tier.tenantRegistry.invalidate(tenant.id);
}

/** Who created it; where nobody is known to have, whoever leads it at the provider. */
async function findOwner(
  tier: DataTier,
  organizationId: string,
  createdBy: string | undefined,
): Promise<User> {
  const creatorId = createdBy ?? (await identity.organizations.fetchCreator(organizationId));
  const creator = creatorId && (await knownUser(tier, creatorId));
  if (creator) return creator;
  const leaderId = await identity.organizations.fetchLeader(organizationId);
  const leader = leaderId && (await knownUser(tier, leaderId));
  if (!leader) throw new OwnerUnknown(organizationId);
  return leader;
}

export async function removeOrganization(
  tier: DataTier,
  { organizationId: id, saidAt, happenedAt }: EventOf<"organizationDeleted">,
): Promise<void> {
  // What is not dated may be from before anything that staff decided.
  const decidedSince = saidAt ?? new Date(0);
  await tier.controlDb.write(async (tx) => {
    await lockProviderObject(tx, "organization", id);
    const tenantId = await findTenantId(tx, id);
    if (tenantId && (await isDecidedSince(tx, tenantId, "restore", decidedSince))) return;
    await createTombstone(tx, "organization", id, happenedAt);
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
