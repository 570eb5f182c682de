/**
 * Who is in an organization, as what. The control plane follows at once, whatever state the tenant is in; the
 * tenant's own table when it can be reached, at the latest when the tenant is restored.
 */
import type { z } from "zod";
import {
  BEFORE_ANY_SOURCE,
  endMembership,
  getMembershipRole,
  isLastOwner,
  lockOwners,
  revokeSessionsByMember,
  upsertMembership,
  upsertUser,
} from "#app/db.people.server.ts";
import {
  type ControlTx,
  type DataTier,
  getTenantByOrganization,
  getTombstone,
  type Role,
  type Tenant,
  type WebhookEvent,
} from "#app/db.server.ts";
import { syncMember } from "#app/identity/members.server.ts";
import { setProviderRole } from "#app/identity/memberships.server.ts";
import { fetchCreator, hasOwnerRole } from "#app/identity/organizations.server.ts";
import { log } from "#app/telemetry/log.server.ts";
import { EndedMembershipData, happenedAt, MembershipData, saidTime, saidVersion } from "./payloads.ts";
import { isKnownRole, toRole } from "./roles.ts";

type Membership = z.infer<typeof MembershipData>;

/** The tenant is not there yet: the job runs again when it is. */
class TenantNotReady extends Error {
  constructor(organizationId: string) {
    super(`The tenant of ${organizationId} is not there yet.`);
    this.name = "TenantNotReady";
  }
}

export async function applyMembership(tier: DataTier, event: WebhookEvent): Promise<void> {
  const data = MembershipData.parse(event.payload.data);
  const tenant = await findTenant(tier, data.organization.id, event);
  if (!tenant) return;
  const key = { tenantId: tenant.id, userId: data.public_user_data.user_id };
  const role = await roleOf(data);
  const sourceUpdatedAt = saidVersion(data, event);
  const isKept = await tier.controlDb.write(async (tx) => {
    await lockOwners(tx, tenant.id);
    await introduce(tx, data);
    const before = await getMembershipRole(tx, key);
    const isLast = before === "owner" && role !== "owner" && (await isLastOwner(tx, key));
    // By the membership that they have now: the end of one that they had before does not take it away.
    const said = { ...key, role: isLast ? before : role, sourceUpdatedAt, sourceId: data.id };
    if (!(await upsertMembership(tx, said))) return false;
    // Other rights, other sessions.
    if (before && before !== said.role) await revokeSessionsByMember(tx, key);
    return isLast;
  });
  if (isKept) await keepOwner(data);
  await follow(tier, tenant, key.userId, data.organization.id);
}

export async function removeMembership(tier: DataTier, event: WebhookEvent): Promise<void> {
  const { id, organization, public_user_data: person } = EndedMembershipData.parse(event.payload.data);
  const named = organization && (await findTenant(tier, organization.id, event));
  if (organization && !named) return;
  const ended = await tier.controlDb.write(async (tx) => {
    const key = named && person ? { tenantId: named.id, userId: person.user_id } : undefined;
    const end = await endMembership(tx, { sourceId: id, deletedAt: happenedAt(event), key });
    if (end?.isOut) await revokeSessionsByMember(tx, end);
    return end;
  });
  if (!ended) return;
  if (named) await follow(tier, named, ended.userId, organization.id);
  else await syncMember(tier, ended);
}

/** The last owner stays one, at the provider too; what it says of that has a newer version. */
async function keepOwner({ id, organization, public_user_data: person }: Membership): Promise<void> {
  const key = { organizationId: organization.id, userId: person.user_id };
  const isKept = await setProviderRole(key, "owner");
  log.warn({ membership: id, isKept }, "the last owner was to lose the role");
}

/** A tenant that is being made takes its people from the control plane, but may have taken them before. */
async function follow(tier: DataTier, tenant: Tenant, userId: string, organizationId: string): Promise<void> {
  await syncMember(tier, { tenantId: tenant.id, userId });
  if (tenant.status === "provisioning") throw new TenantNotReady(organizationId);
}

/**
 * Undefined for an organization that is gone; what happened before its end still counts, in case its tenant
 * is restored. Throws TenantNotReady for one that is on its way.
 */
async function findTenant(
  tier: DataTier,
  organizationId: string,
  event: WebhookEvent,
): Promise<Tenant | undefined> {
  const [goneAt, tenant] = await tier.controlDb.read((tx) =>
    Promise.all([
      getTombstone(tx, "organization", organizationId),
      getTenantByOrganization(tx, organizationId),
    ]),
  );
  if (tenant?.status === "purged") return undefined;
  if (goneAt) return tenant && (saidTime(event) ?? event.receivedAt) < goneAt ? tenant : undefined;
  if (!tenant) throw new TenantNotReady(organizationId);
  return tenant;
}

/** As what somebody is in an organization, in our words. Throws ProviderUnavailable. */
export async function roleOf(data: Membership): Promise<Role> {
  const { id, organization, public_user_data: person } = data;
  const role = data.role ?? "";
  if (!isKnownRole(role)) log.warn({ membership: id, role }, "unknown role at the provider: viewer");
  if (role !== "org:admin") return toRole({ role, isCreator: false, hasOwnerRole: true });
  const creator = organization.created_by ?? (await fetchCreator(organization.id));
  const isCreator = creator === person.user_id;
  return toRole({ role, isCreator, hasOwnerRole: !isCreator || (await hasOwnerRole()) });
}

/** What a membership says of its person is good until a message about the person comes, whatever its age. */
async function introduce(tx: ControlTx, { public_user_data: person }: Membership): Promise<void> {
  await upsertUser(tx, {
    id: person.user_id,
    email: person.identifier ?? "",
    firstName: person.first_name,
    lastName: person.last_name,
    avatarUrl: person.image_url || null,
    sourceUpdatedAt: BEFORE_ANY_SOURCE,
  });
}
