/**
 * Tenants in the control plane: finding them. They are changed by `tenant-changes`, made by
 * `lifecycle/provision`.
 */
import { and, eq, gt, isNull, ne, notInArray, sql } from "drizzle-orm";
import type { Placement } from "../routing/placement.ts";
import type { Role, Tenant, TenantStatus } from "../routing/tenant.ts";
import type { ControlTx } from "./control-db.ts";
import { memberships } from "./schema/people.ts";
import { domains, freedSlugs, placements, tenants } from "./schema/tenants.ts";

type Row = { tenants: typeof tenants.$inferSelect; placements: typeof placements.$inferSelect };

const toPlacement = (row: Row["placements"]): Placement => ({
  kind: row.kind,
  cluster: row.cluster,
  database: row.database,
  schema: row.schema,
  role: row.role,
  version: row.version,
  login: row.login && row.sealedPassword ? { user: row.login, sealedPassword: row.sealedPassword } : null,
});

export const toTenant = ({ tenants: row, placements: placement }: Row): Tenant => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  status: row.status,
  plan: row.plan,
  organizationId: row.organizationId,
  settings: row.settings,
  schemaVersion: row.schemaVersion,
  createdAt: row.createdAt,
  suspendedAt: row.suspendedAt,
  suspensionNotice: row.suspensionNotice,
  readOnlySince: row.readOnlySince,
  readOnlyUntil: row.readOnlyUntil,
  readOnlyNotice: row.readOnlyNotice,
  deletedAt: row.deletedAt,
  placement: toPlacement(placement),
});

const select = (tx: ControlTx) =>
  tx.select().from(tenants).innerJoin(placements, eq(placements.tenantId, tenants.id));

export async function getTenant(tx: ControlTx, id: string): Promise<Tenant | undefined> {
  const [row] = await select(tx).where(eq(tenants.id, id));
  return row && toTenant(row);
}

/** As `getTenant`, and nobody changes it until this transaction is over. */
export async function lockTenant(tx: ControlTx, id: string): Promise<Tenant | undefined> {
  const [row] = await select(tx).where(eq(tenants.id, id)).for("update", { of: tenants });
  return row && toTenant(row);
}

/**
 * The tenant that has this slug, or gave it up and still owns it: compare `slug`, and redirect where it is
 * another.
 */
export async function getTenantBySlug(tx: ControlTx, slug: string): Promise<Tenant | undefined> {
  const [row] = await select(tx).where(eq(tenants.slug, slug));
  return row ? toTenant(row) : getTenantByFreedSlug(tx, slug);
}

async function getTenantByFreedSlug(tx: ControlTx, slug: string): Promise<Tenant | undefined> {
  const [row] = await select(tx)
    .innerJoin(freedSlugs, eq(freedSlugs.tenantId, tenants.id))
    .where(and(eq(freedSlugs.slug, slug), gt(freedSlugs.until, sql`now()`)));
  return row && toTenant(row);
}

/** Its id, for less than `getTenantByOrganization` costs. */
export async function findTenantId(tx: ControlTx, organizationId: string): Promise<string | undefined> {
  const isOf = eq(tenants.organizationId, organizationId);
  const [row] = await tx.select({ id: tenants.id }).from(tenants).where(isOf);
  return row?.id;
}

export async function getTenantByOrganization(
  tx: ControlTx,
  organizationId: string,
): Promise<Tenant | undefined> {
  const [row] = await select(tx).where(eq(tenants.organizationId, organizationId));
  return row && toTenant(row);
}

/** The tenant that a verified custom domain belongs to. */
export async function getTenantByDomain(tx: ControlTx, hostname: string): Promise<Tenant | undefined> {
  const [row] = await select(tx)
    .innerJoin(domains, and(eq(domains.tenantId, tenants.id), sql`${domains.verifiedAt} is not null`))
    .where(eq(domains.hostname, hostname));
  return row && toTenant(row);
}

/** Where the tenants of a cluster with a database each live; without those that are purged. */
export async function listDedicatedPlacements(tx: ControlTx, cluster: string): Promise<Placement[]> {
  const rows = await tx
    .select()
    .from(placements)
    .where(
      and(eq(placements.cluster, cluster), eq(placements.kind, "database"), isNull(placements.releasedAt)),
    )
    .orderBy(placements.tenantId);
  return rows.map(toPlacement);
}

/** A batch of the tenants that serve, by id, from the one after `after` on. */
export async function listActiveTenantIds(
  tx: ControlTx,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<string[]> {
  const rows = await tx
    .select({ id: tenants.id })
    .from(tenants)
    .where(and(eq(tenants.status, "active"), after ? gt(tenants.id, after) : undefined))
    .orderBy(tenants.id)
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** The same of all that have a place: those that are nobody's yet, or nobody's any more, left out. */
export async function listPlacedTenantIds(
  tx: ControlTx,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<string[]> {
  const rows = await tx
    .select({ id: tenants.id })
    .from(tenants)
    .where(and(notInArray(tenants.status, ["spare", "purged"]), after ? gt(tenants.id, after) : undefined))
    .orderBy(tenants.id)
    .limit(limit);
  return rows.map(({ id }) => id);
}

export async function countTenants(tx: ControlTx): Promise<number> {
  return tx.$count(tenants);
}

export type Workspace = {
  tenantId: string;
  slug: string;
  name: string;
  role: Role;
  status: TenantStatus;
  hue: number | undefined;
  /** Notifications that wait for the user there, as of when they were last counted. */
  unread: number;
  placementKind: Placement["kind"];
};

/** The workspaces that a user may enter, by name. */
export async function listWorkspaces(tx: ControlTx, userId: string): Promise<Workspace[]> {
  const rows = await select(tx)
    .innerJoin(memberships, eq(memberships.tenantId, tenants.id))
    .where(
      and(
        eq(memberships.userId, userId),
        isNull(memberships.deletedAt),
        isNull(memberships.deactivatedAt),
        ne(tenants.status, "deleted"),
        ne(tenants.status, "purged"),
      ),
    )
    .orderBy(tenants.name, tenants.id);
  return rows.map((row) => ({
    tenantId: row.tenants.id,
    slug: row.tenants.slug,
    name: row.tenants.name,
    role: row.memberships.role,
    status: row.tenants.status,
    hue: row.tenants.settings.hue,
    unread: row.memberships.unread,
    placementKind: row.placements.kind,
  }));
}
