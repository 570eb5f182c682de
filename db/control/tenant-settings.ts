/** What a tenant's owners choose for it: its colour, its language and zone, its logo. */
import { eq, sql } from "drizzle-orm";
import { RoleBeyondReach } from "../people-errors.ts";
import type { TenantSettings } from "../routing/tenant.ts";
import { type Actor, recordAudit } from "./audit-log.ts";
import type { ControlTx } from "./control-db.ts";
import { getMembershipRole } from "./memberships.ts";
import { tenantLogos } from "./schema/logos.ts";
import { updateTenant } from "./tenant-changes.ts";
import { lockTenant } from "./tenants.ts";

/** `null` takes a choice back; what is left out stays. */
export type SettingsChanges = { [K in Exclude<keyof TenantSettings, "logo">]?: TenantSettings[K] | null };
type ByOwner = { tenantId: string; userId: string; actor: Actor };

/**
 * Told to all processes with the commit. Answers whether anything changed. Throws RoleBeyondReach for who is
 * no owner at this moment.
 */
export async function changeSettings(tx: ControlTx, changes: SettingsChanges, by: ByOwner): Promise<boolean> {
  const from = await holdSettings(tx, by);
  const to = merged(from, changes);
  if (JSON.stringify(to) === JSON.stringify(from)) return false;
  await updateTenant(tx, by.tenantId, { settings: to });
  await recordAudit(tx, {
    actor: by.actor,
    action: "settings.change",
    tenantId: by.tenantId,
    detail: { from, to },
  });
  return true;
}

export type Logo = { mediaType: string; bytes: Buffer; version: string };

export async function getLogo(tx: ControlTx, tenantId: string): Promise<Logo | undefined> {
  const { mediaType, bytes, version } = tenantLogos;
  const [row] = await tx
    .select({ mediaType, bytes, version })
    .from(tenantLogos)
    .where(eq(tenantLogos.tenantId, tenantId));
  return row;
}

/** Another picture, or none. What it is was looked at before. Throws RoleBeyondReach. */
export async function changeLogo(tx: ControlTx, logo: Logo | undefined, by: ByOwner): Promise<void> {
  const { tenantId, actor } = by;
  const { logo: _former, ...settings } = await holdSettings(tx, by);
  await tx.delete(tenantLogos).where(eq(tenantLogos.tenantId, tenantId));
  if (logo) await tx.insert(tenantLogos).values({ tenantId, ...logo, updatedAt: sql`now()` });
  const to = logo ? { ...settings, logo: logo.version } : settings;
  await updateTenant(tx, tenantId, { settings: to });
  const detail = logo && { mediaType: logo.mediaType, bytes: logo.bytes.length };
  await recordAudit(tx, {
    actor,
    action: logo ? "logo.change" : "logo.remove",
    tenantId,
    ...(detail && { detail }),
  });
}

/** Nothing is asked of who is not named. Throws RoleBeyondReach. */
export async function requireOwnerNow(
  tx: ControlTx,
  tenantId: string,
  userId: string | undefined,
): Promise<void> {
  if (userId === undefined) return;
  if ((await getMembershipRole(tx, { tenantId, userId })) !== "owner") throw new RoleBeyondReach();
}

/** Until the transaction's end nobody else changes them. */
async function holdSettings(tx: ControlTx, { tenantId, userId }: ByOwner): Promise<TenantSettings> {
  const tenant = await lockTenant(tx, tenantId);
  await requireOwnerNow(tx, tenantId, userId);
  return tenant?.settings ?? {};
}

function merged(from: TenantSettings, changes: SettingsChanges): TenantSettings {
  const all = Object.entries({ ...from, ...changes }).filter(([, value]) => value !== null);
  return Object.fromEntries(all.sort(([a], [b]) => (a < b ? -1 : 1))) as TenantSettings;
}
