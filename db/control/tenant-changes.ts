/**
 * The one way to change a tenant's row, and how every process hears that what it knows of a tenant is old.
 */
import { and, eq, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { Tenant, TenantStatus } from "../routing/tenant.ts";
import type { ControlTx } from "./control-db.ts";
import { tenants } from "./schema/tenants.ts";

/** The times that go with a state are not given: they follow from it. */
export type TenantChanges = Partial<
  Pick<
    Tenant,
    | "slug"
    | "name"
    | "status"
    | "plan"
    | "organizationId"
    | "settings"
    | "schemaVersion"
    | "suspensionNotice"
    | "readOnlyUntil"
    | "readOnlyNotice"
  >
>;

/** Told to all processes when the transaction commits. */
export async function updateTenant(tx: ControlTx, id: string, changes: TenantChanges): Promise<void> {
  const times = changes.status ? timesOf(changes.status) : {};
  await tx
    .update(tenants)
    .set({ ...changes, ...times, updatedAt: sql`now()` })
    .where(eq(tenants.id, id));
  await notifyTenantChanged(tx, id);
}

/**
 * Named as the provider's organization is in this version; an older one than that which named it changes
 * nothing. Answers whether it counted; told to all processes when the transaction commits.
 */
export async function renameFromSource(
  tx: ControlTx,
  id: string,
  { name, version }: { name: string; version: Date },
): Promise<boolean> {
  const isNewer = or(isNull(tenants.nameVersion), lt(tenants.nameVersion, version));
  const named = await tx
    .update(tenants)
    .set({ name, nameVersion: version, updatedAt: sql`now()` })
    .where(and(eq(tenants.id, id), isNewer))
    .returning({ id: tenants.id });
  if (named.length === 0) return false;
  await notifyTenantChanged(tx, id);
  return true;
}

/** What goes with a state, and is not given. */
type Implied = Partial<typeof NOT_SUSPENDED & typeof NOT_READ_ONLY & typeof NOT_DELETED>;

const NOT_SUSPENDED = { suspendedAt: null as SQL | null, suspensionNotice: null };
const NOT_READ_ONLY = { readOnlySince: null as SQL | null, readOnlyUntil: null, readOnlyNotice: null };
const NOT_DELETED = { deletedAt: null as SQL | null };

/** A deletion leaves the rest alone: what is restored is what it was, since then and for that reason. */
function timesOf(status: TenantStatus): Implied {
  switch (status) {
    case "active":
      return { ...NOT_SUSPENDED, ...NOT_READ_ONLY, ...NOT_DELETED };
    case "read-only": {
      const readOnlySince = sql`coalesce(${tenants.readOnlySince}, now())`;
      return { ...NOT_SUSPENDED, ...NOT_DELETED, readOnlySince };
    }
    case "suspended": {
      const suspendedAt = sql`coalesce(${tenants.suspendedAt}, now())`;
      return { ...NOT_READ_ONLY, ...NOT_DELETED, suspendedAt };
    }
    case "deleted":
      return { deletedAt: sql`now()` };
    default:
      return {};
  }
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
