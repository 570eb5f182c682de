/** Who is in an organization, as what. */
import type { z } from "zod";
import {
  BEFORE_ANY_SOURCE,
  type ControlTx,
  type DataTier,
  deleteMembership,
  getMembershipRole,
  getTenantByOrganization,
  hasTombstone,
  revokeSessionsByMember,
  type Tenant,
  upsertMembership,
  upsertUser,
  type WebhookEvent,
} from "#app/db.server.ts";
import { fetchCreator, hasOwnerRole } from "#app/identity/organizations.server.ts";
import { isReachable, syncMember } from "./members.ts";
import { happenedAt, MembershipData, versionOf } from "./payloads.ts";
import { toRole } from "./roles.ts";

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
  const tenant = await findTenant(tier, data.organization.id);
  if (!tenant) return;
  const key = { tenantId: tenant.id, userId: data.public_user_data.user_id };
  const role = await roleOf(data);
  await tier.controlDb.write(async (tx) => {
    await introduce(tx, data);
    const before = await getMembershipRole(tx, key);
    const sourceUpdatedAt = versionOf(data, event);
    const isWritten = await upsertMembership(tx, { ...key, role, sourceUpdatedAt, sourceId: data.id });
    // Other rights, other sessions.
    if (isWritten && before && before !== role) await revokeSessionsByMember(tx, key);
  });
  await syncMember(tier, key);
}

export async function removeMembership(tier: DataTier, event: WebhookEvent): Promise<void> {
  const data = MembershipData.parse(event.payload.data);
  const tenant = await findTenant(tier, data.organization.id);
  if (!tenant) return;
  const key = { tenantId: tenant.id, userId: data.public_user_data.user_id };
  await tier.controlDb.write(async (tx) => {
    const isOut = await deleteMembership(tx, { ...key, sourceId: data.id, deletedAt: happenedAt(event) });
    if (isOut) await revokeSessionsByMember(tx, key);
  });
  await syncMember(tier, key);
}

/** Undefined for an organization that is gone. Throws TenantNotReady for one that is on its way. */
async function findTenant(tier: DataTier, organizationId: string): Promise<Tenant | undefined> {
  const [isGone, tenant] = await tier.controlDb.read((tx) =>
    Promise.all([
      hasTombstone(tx, "organization", organizationId),
      getTenantByOrganization(tx, organizationId),
    ]),
  );
  if (isGone || tenant?.status === "deleted" || tenant?.status === "purged") return undefined;
  if (!tenant || !isReachable(tenant)) throw new TenantNotReady(organizationId);
  return tenant;
}

async function roleOf({ role, organization, public_user_data: person }: Membership) {
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
    firstName: person.first_name ?? null,
    lastName: person.last_name ?? null,
    avatarUrl: person.image_url || null,
    sourceUpdatedAt: BEFORE_ANY_SOURCE,
  });
}
