/**
 * Who is in an organization, as what. The control plane follows at once, whatever state the tenant is in; the
 * tenant's own table when it can be reached.
 */
import {
  BEFORE_ANY_SOURCE,
  endMembership,
  getMembershipRole,
  getMembershipState,
  isLastOwner,
  lockOwners,
  type MembershipKey,
  revokeSessionsByMember,
  upsertMembership,
  upsertUser,
} from "#app/db.people.server.ts";
import {
  type AuditRecord,
  type DataTier,
  getTenantByOrganization,
  getTombstone,
  type Role,
  recordAudit,
  SYSTEM,
  type Tenant,
} from "#app/db.server.ts";
import { identity } from "#app/identity/identity.server.ts";
import type { EventOf, MemberFromSource } from "#app/identity/identity-event.ts";
import { syncMember } from "#app/identity/members.server.ts";
import { log } from "#app/telemetry/log.server.ts";
import { endToldOf } from "./end-told-of.ts";
import { TenantNotReady } from "./tenant-not-ready.ts";

export async function applyMembership(tier: DataTier, event: EventOf<"memberChanged">): Promise<void> {
  const { member } = event;
  const { role, person, organizationId, membershipId: sourceId, version: sourceUpdatedAt } = member;
  const tenant = await findTenant(tier, organizationId, event);
  if (!tenant) return;
  const key = { tenantId: tenant.id, userId: person.id };
  const isKept = await tier.controlDb.write(async (tx) => {
    await lockOwners(tx, tenant.id);
    // Good until a message about the person comes, whatever its age.
    await upsertUser(tx, { ...person, sourceUpdatedAt: BEFORE_ANY_SOURCE });
    const [before, known] = await Promise.all([getMembershipRole(tx, key), getMembershipState(tx, key)]);
    const isLast = before === "owner" && role !== "owner" && (await isLastOwner(tx, key));
    // By the membership that they have now: the end of one that they had before does not take it away.
    const said = { ...key, role: isLast ? before : role, sourceUpdatedAt, sourceId };
    if (!(await upsertMembership(tx, said))) return false;
    await recordAudit(tx, ...roleToldOf(key, known?.role, said.role));
    // Other rights, other sessions.
    if (before && before !== said.role) await revokeSessionsByMember(tx, key);
    return isLast;
  });
  if (isKept) await keepOwner(member);
  await follow(tier, tenant, key.userId, organizationId);
}

export async function removeMembership(tier: DataTier, event: EventOf<"memberRemoved">): Promise<void> {
  const { membershipId: sourceId, organizationId, userId, happenedAt: deletedAt } = event;
  const named = organizationId === undefined ? undefined : await findTenant(tier, organizationId, event);
  if (organizationId !== undefined && !named) return;
  const ended = await tier.controlDb.write(async (tx) => {
    const key = named && userId ? { tenantId: named.id, userId } : undefined;
    const end = await endMembership(tx, { sourceId, deletedAt, key });
    if (end?.isOut) await revokeSessionsByMember(tx, end);
    if (end?.hasEnded) await recordAudit(tx, endToldOf(end));
    return end;
  });
  if (!ended) return;
  if (named && organizationId) await follow(tier, named, ended.userId, organizationId);
  else await syncMember(tier, ended);
}

/** For the owners' log: what nobody did here. The provider says of what is done here as well, afterwards. */
function roleToldOf(key: MembershipKey, from: Role | undefined, to: Role | undefined): AuditRecord[] {
  if (from === to || to === undefined) return [];
  const { tenantId, userId } = key;
  const told = from
    ? { action: "member.role", detail: { userId, from, to } }
    : { action: "member.join", detail: { userId, role: to } };
  return [{ actor: SYSTEM, tenantId, ...told }];
}

/** The last owner stays one, at the provider too; what it says of that has a newer version. */
async function keepOwner({ membershipId, organizationId, person }: MemberFromSource): Promise<void> {
  const isKept = await identity.memberships.setRole({ organizationId, userId: person.id }, "owner");
  log.warn({ membership: membershipId, isKept }, "the last owner was to lose the role");
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
  { happenedAt }: { happenedAt: Date },
): Promise<Tenant | undefined> {
  const [goneAt, tenant] = await tier.controlDb.read((tx) =>
    Promise.all([
      getTombstone(tx, "organization", organizationId),
      getTenantByOrganization(tx, organizationId),
    ]),
  );
  if (tenant?.status === "purged") return undefined;
  if (goneAt) return tenant && happenedAt < goneAt ? tenant : undefined;
  if (!tenant) throw new TenantNotReady(organizationId);
  return tenant;
}
