/** Tenants in the control plane: finding them, changing their state. Creating one is `lifecycle/provision`. */
import { and, eq, gt, inArray, isNull, ne, sql } from "drizzle-orm";
import type { Placement } from "../routing/placement.ts";
import type { ControlTx } from "./control-db.ts";
import { domains, freedSlugs, memberships, placements, type TenantSettings, tenants } from "./schema.ts";
import { checkSlug, slugCandidates, slugFamily } from "./slug.ts";
import type { Role, Tenant, TenantStatus } from "./tenant.ts";

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

/** The tenant that has this slug, or gave it up and still owns it: compare `slug`, and redirect where it is another. */
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

/** Tenants by id order, for work that goes through all of them. Without spares, deleted and purged ones. */
export async function listTenants(tx: ControlTx, statuses: TenantStatus[]): Promise<Tenant[]> {
  const rows = await select(tx).where(inArray(tenants.status, statuses)).orderBy(tenants.id);
  return rows.map(toTenant);
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
    placementKind: row.placements.kind,
  }));
}

/** True where the slug is somebody's, or was within the time for which a freed one stays reserved. */
export async function isSlugTaken(tx: ControlTx, slug: string): Promise<boolean> {
  const used = tx.select({ slug: tenants.slug }).from(tenants).where(eq(tenants.slug, slug));
  const freed = tx
    .select({ slug: freedSlugs.slug })
    .from(freedSlugs)
    .where(and(eq(freedSlugs.slug, slug), gt(freedSlugs.until, sql`now()`)));
  return (await used.unionAll(freed)).length > 0;
}

/**
 * The key of the lock with which slugs of one family are given out one at a time, so that two that want the same one do not
 * collide; other families do not wait. `wanted` may be any text.
 */
export const slugKey = (wanted: string): string => `slug:${slugFamily(wanted)}`;

const MAX_CANDIDATES = 200;

/** A valid slug near the wanted one that nobody has. Free now; only the insert decides. */
export async function findFreeSlug(tx: ControlTx, wanted: string): Promise<string> {
  let tried = 0;
  for (const candidate of slugCandidates(wanted)) {
    if (++tried > MAX_CANDIDATES) break;
    if (checkSlug(candidate) === "ok" && !(await isSlugTaken(tx, candidate))) return candidate;
  }
  return `workspace-${crypto.randomUUID().slice(0, 8)}`;
}

export async function setTenantStatus(tx: ControlTx, id: string, status: TenantStatus): Promise<void> {
  const deletedAt = status === "deleted" ? sql`now()` : status === "active" ? null : undefined;
  await tx
    .update(tenants)
    .set({ status, updatedAt: sql`now()`, ...(deletedAt === undefined ? {} : { deletedAt }) })
    .where(eq(tenants.id, id));
  await notifyTenantChanged(tx, id);
}

export async function setTenantName(tx: ControlTx, id: string, name: string): Promise<void> {
  await tx.update(tenants).set({ name, updatedAt: sql`now()` }).where(eq(tenants.id, id));
  await notifyTenantChanged(tx, id);
}

export async function setSchemaVersion(tx: ControlTx, id: string, version: string | null): Promise<void> {
  await tx.update(tenants).set({ schemaVersion: version, updatedAt: sql`now()` }).where(eq(tenants.id, id));
  await notifyTenantChanged(tx, id);
}

export async function setTenantSettings(tx: ControlTx, id: string, settings: TenantSettings): Promise<void> {
  await tx.update(tenants).set({ settings, updatedAt: sql`now()` }).where(eq(tenants.id, id));
  await notifyTenantChanged(tx, id);
}

/** The channel on which every process hears that what it knows of a tenant is old. */
export const TENANT_CHANNEL = "tenantry_tenant";

/** What is said on it of the tenant `t`: its id, and the names that lead to it. */
export const TENANT_NOTICE = sql`t.id || ' ' || t.slug ||
  coalesce((select ' ' || string_agg(d.hostname, ' ') from control.domains d where d.tenant_id = t.id), '')`;

/** Told to all processes when the transaction commits. */
export async function notifyTenantChanged(tx: ControlTx, ...ids: string[]): Promise<void> {
  await tx.execute(sql`select pg_notify(${TENANT_CHANNEL}, ${TENANT_NOTICE}) from control.tenants t
    where t.id = any(${sql.param(ids)}::uuid[])`);
}
