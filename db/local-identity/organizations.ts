/** The stand-in's organizations and who is in them. */
import { and, asc, desc, eq, inArray, or, sql } from "drizzle-orm";
import type { ControlTx } from "../control/control-db.ts";
import { AlreadyTaken } from "../errors.ts";
import type { Plan } from "../routing/tenant.ts";
import { newLocalId } from "./ids.ts";
import { localMemberships, localOrganizations, type localUsers } from "./schema.ts";

export type LocalOrganization = typeof localOrganizations.$inferSelect;
export type LocalMembership = typeof localMemberships.$inferSelect;
export type LocalOrganizationRole = LocalMembership["role"];
export type NewLocalOrganization = {
  id?: string;
  slug: string;
  name: string;
  createdBy: (typeof localUsers.$inferSelect)["id"];
  publicMetadata?: Record<string, unknown>;
  privateMetadata?: Record<string, unknown>;
};
export type LocalMembershipKey = { organizationId: string; userId: string };

const values = ({ id, ...organization }: NewLocalOrganization) => ({
  id: id ?? newLocalId("org"),
  ...organization,
});
const isRow = (key: LocalMembershipKey) =>
  and(eq(localMemberships.organizationId, key.organizationId), eq(localMemberships.userId, key.userId));

/** Throws `AlreadyTaken("slug")` where another organization has the slug. */
export async function createLocalOrganization(
  tx: ControlTx,
  organization: NewLocalOrganization,
): Promise<LocalOrganization> {
  const [created] = await tx
    .insert(localOrganizations)
    .values(values(organization))
    .onConflictDoNothing()
    .returning();
  if (!created) throw new AlreadyTaken("slug", "Another organization has this slug.");
  return created;
}

/** For seeding: writes the organization unless it is there, and answers the one that is. */
export async function ensureLocalOrganization(
  tx: ControlTx,
  { plan, ...organization }: NewLocalOrganization & { id: string; plan: Plan },
): Promise<LocalOrganization> {
  const withPlan = { ...organization, privateMetadata: { plan } };
  await tx.insert(localOrganizations).values(withPlan).onConflictDoNothing();
  const found = await getLocalOrganization(tx, organization.id);
  if (!found)
    throw new AlreadyTaken("slug", `The slug ${organization.slug} belongs to another organization.`);
  return found;
}

/** By id or by slug, as the provider's API allows. */
export async function getLocalOrganization(
  tx: ControlTx,
  idOrSlug: string,
): Promise<LocalOrganization | undefined> {
  const rows = await tx
    .select()
    .from(localOrganizations)
    .where(or(eq(localOrganizations.id, idOrSlug), eq(localOrganizations.slug, idOrSlug)));
  return rows[0];
}

export async function listLocalOrganizations(
  tx: ControlTx,
  { limit, offset, isOldestFirst }: { limit: number; offset: number; isOldestFirst?: boolean },
): Promise<{ organizations: LocalOrganization[]; total: number }> {
  const inOrder = isOldestFirst ? asc : desc;
  const [organizations, total] = await Promise.all([
    tx
      .select()
      .from(localOrganizations)
      .orderBy(inOrder(localOrganizations.createdAt), inOrder(localOrganizations.id))
      .limit(limit)
      .offset(offset),
    tx.$count(localOrganizations),
  ]);
  return { organizations, total };
}

export async function updateLocalOrganization(
  tx: ControlTx,
  id: string,
  changes: Partial<Pick<NewLocalOrganization, "name" | "slug" | "publicMetadata" | "privateMetadata">>,
): Promise<LocalOrganization | undefined> {
  const rows = await tx
    .update(localOrganizations)
    .set({ ...changes, updatedAt: sql`clock_timestamp()` })
    .where(eq(localOrganizations.id, id))
    .returning();
  return rows[0];
}

export async function deleteLocalOrganization(
  tx: ControlTx,
  id: string,
): Promise<LocalOrganization | undefined> {
  const rows = await tx.delete(localOrganizations).where(eq(localOrganizations.id, id)).returning();
  return rows[0];
}

/** Throws `AlreadyTaken("user_id")` where the person is in the organization already. */
export async function createLocalMembership(
  tx: ControlTx,
  membership: LocalMembershipKey & { role: LocalOrganizationRole },
): Promise<LocalMembership> {
  const [created] = await tx
    .insert(localMemberships)
    .values({ id: newLocalId("orgmem"), ...membership })
    .onConflictDoNothing()
    .returning();
  if (!created) throw new AlreadyTaken("user_id", "This person is in the organization already.");
  return created;
}

/** For seeding. */
export async function ensureLocalMembership(
  tx: ControlTx,
  membership: LocalMembershipKey & { role: LocalOrganizationRole },
): Promise<LocalMembership> {
  const found = await getLocalMembership(tx, membership);
  return found ?? createLocalMembership(tx, membership);
}

export async function getLocalMembership(
  tx: ControlTx,
  key: LocalMembershipKey,
): Promise<LocalMembership | undefined> {
  const rows = await tx.select().from(localMemberships).where(isRow(key));
  return rows[0];
}

export async function listLocalMemberships(
  tx: ControlTx,
  by: { organizationId?: string; userId?: string | string[]; roles?: LocalOrganizationRole[] },
): Promise<LocalMembership[]> {
  const { organizationId, userId, roles } = by;
  const isAsked = and(
    organizationId === undefined ? undefined : eq(localMemberships.organizationId, organizationId),
    userId === undefined ? undefined : inArray(localMemberships.userId, [userId].flat()),
    roles && inArray(localMemberships.role, roles),
  );
  return tx
    .select()
    .from(localMemberships)
    .where(isAsked)
    .orderBy(asc(localMemberships.createdAt), asc(localMemberships.id));
}

export async function updateLocalMembership(
  tx: ControlTx,
  key: LocalMembershipKey,
  role: LocalOrganizationRole,
): Promise<LocalMembership | undefined> {
  const rows = await tx
    .update(localMemberships)
    .set({ role, updatedAt: sql`clock_timestamp()` })
    .where(isRow(key))
    .returning();
  return rows[0];
}

export async function deleteLocalMembership(
  tx: ControlTx,
  key: LocalMembershipKey,
): Promise<LocalMembership | undefined> {
  const rows = await tx.delete(localMemberships).where(isRow(key)).returning();
  return rows[0];
}
