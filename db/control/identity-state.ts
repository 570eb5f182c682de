/** What is known here of the identity provider's objects, to be compared with what it has. Reads alone. */
import { and, eq, gt, inArray, isNotNull, isNull, ne, sql } from "drizzle-orm";
import type { Role, TenantStatus } from "../routing/tenant.ts";
import type { ControlTx } from "./control-db.ts";
import type { InvitationStatus } from "./invitation-statuses.ts";
import { isLetInSince } from "./let-in.ts";
import type { MembershipKey } from "./memberships.ts";
import { invitations } from "./schema/invitations.ts";
import { memberships, users } from "./schema/people.ts";
import { sessions } from "./schema/sessions.ts";
import { staffSessions } from "./schema/staff.ts";
import { tenants } from "./schema/tenants.ts";
import { tombstones } from "./schema/webhooks.ts";
import type { TombstoneKind } from "./tombstones.ts";
import type { UserFromSource } from "./users.ts";

/** Those of these people who are not deleted. */
export const listKnownUsers = (tx: ControlTx, ids: string[]): Promise<UserFromSource[]> =>
  tx
    .select({
      id: users.id,
      email: users.email,
      firstName: users.firstName,
      lastName: users.lastName,
      avatarUrl: users.avatarUrl,
      sourceUpdatedAt: users.sourceUpdatedAt,
      hasSecondFactor: users.hasSecondFactor,
      hasCompanyAccount: users.hasCompanyAccount,
      isBarred: users.isBarred,
    })
    .from(users)
    .where(and(inArray(users.id, ids), isNull(users.deletedAt)));

/** Everybody who is not deleted. */
export async function listUserIds(tx: ControlTx): Promise<string[]> {
  const rows = await tx.select({ id: users.id }).from(users).where(isNull(users.deletedAt));
  return rows.map(({ id }) => id);
}

/** Which of these the provider has deleted, as far as it has told. */
export async function listTombstoned(
  tx: ControlTx,
  kind: TombstoneKind,
  ids: string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx
    .select({ id: tombstones.id })
    .from(tombstones)
    .where(and(eq(tombstones.kind, kind), inArray(tombstones.id, ids)));
  return new Set(rows.map(({ id }) => id));
}

export type OrganizationTenant = {
  tenantId: string;
  organizationId: string;
  slug: string;
  name: string;
  nameVersion: Date | null;
  status: TenantStatus;
};

/** Every tenant that belongs to an organization, deleted ones too. */
export async function listOrganizationTenants(tx: ControlTx): Promise<OrganizationTenant[]> {
  const { id: tenantId, organizationId, slug, name, nameVersion, status } = tenants;
  const rows = await tx
    .select({ tenantId, organizationId, slug, name, nameVersion, status })
    .from(tenants)
    .where(and(isNotNull(organizationId), ne(status, "purged")));
  return rows.flatMap((row) => {
    return row.organizationId === null ? [] : { ...row, organizationId: row.organizationId };
  });
}

export type KnownMembership = MembershipKey & {
  role: Role;
  sourceId: string | null;
  sourceUpdatedAt: Date;
  deletedAt: Date | null;
};

const membership = {
  tenantId: memberships.tenantId,
  userId: memberships.userId,
  role: memberships.role,
  sourceId: memberships.sourceId,
  sourceUpdatedAt: memberships.sourceUpdatedAt,
  deletedAt: memberships.deletedAt,
};

/** Of these people, ended ones too. */
export const listMembershipsOf = (tx: ControlTx, userIds: string[]): Promise<KnownMembership[]> =>
  tx.select(membership).from(memberships).where(inArray(memberships.userId, userIds));

/** Those that have not ended. */
export const listLiveMemberships = (tx: ControlTx): Promise<KnownMembership[]> =>
  tx.select(membership).from(memberships).where(isNull(memberships.deletedAt));

/** The provider is told of a decision within this, or never: what it says then counts. */
const DECISION_DAYS = 2;

/** Whether somebody here has lately let this person in, or made them an owner of the tenant. */
export const isLetInHere = (tx: ControlTx, key: MembershipKey): Promise<boolean> =>
  isLetInSince(tx, key, sql`now() - make_interval(days => ${DECISION_DAYS})`);

export type KnownInvitation = {
  id: string;
  email: string;
  role: Role;
  status: InvitationStatus;
  expiresAt: Date;
};

export const listKnownInvitations = (tx: ControlTx, tenantId: string): Promise<KnownInvitation[]> =>
  tx
    .select({
      id: invitations.id,
      email: invitations.email,
      role: invitations.role,
      status: invitations.status,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .where(eq(invitations.tenantId, tenantId));

/** The provider's sessions from which somebody is still signed in here, in a workspace or in the console. */
export async function listLiveSourceSessions(tx: ControlTx): Promise<string[]> {
  const live = [sessions, staffSessions].map((table) =>
    tx
      .selectDistinct({ id: table.sourceSessionId })
      .from(table)
      .where(and(isNull(table.revokedAt), gt(table.expiresAt, sql`now()`))),
  );
  const rows = await Promise.all(live);
  return [...new Set(rows.flat().map(({ id }) => id))];
}
