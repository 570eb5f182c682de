/**
 * Another slug or name. The old hostname redirects for FREED_SLUG_DAYS, and nobody else gets it in that time.
 */
import { and, eq, sql } from "drizzle-orm";
import type { Actor } from "../control/audit-log.ts";
import type { ControlTx } from "../control/control-db.ts";
import { isSlugTaken, slugKey } from "../control/free-slugs.ts";
import { lockKeys } from "../control/locks.ts";
import { freedSlugs } from "../control/schema/tenants.ts";
import { checkSlug, FREED_SLUG_DAYS } from "../control/slug.ts";
import { updateTenant } from "../control/tenant-changes.ts";
import { requireOwnerNow } from "../control/tenant-settings.ts";
import type { DataTier } from "../data-tier.ts";
import { AlreadyTaken, SlugRefused } from "../errors.ts";
import { requireReadableName } from "../text.ts";
import { changeTenant } from "./change.ts";
import { endSessions } from "./suspend.ts";

export type Rename = {
  slug?: string | undefined;
  name?: string | undefined;
  actor: Actor;
  /** Who asks for it as an owner: they are one at this moment. */
  ownerId?: string | undefined;
};

/**
 * Answers false where it is called so already. Throws InvalidInput, SlugRefused, AlreadyTaken,
 * LifecycleRefused, TenantUnknown, and RoleBeyondReach.
 */
export async function renameTenant(
  tier: DataTier,
  tenantId: string,
  { slug, name, actor, ownerId }: Rename,
): Promise<boolean> {
  const verdict = slug === undefined ? "ok" : checkSlug(slug);
  if (slug !== undefined && verdict !== "ok") throw new SlugRefused(slug, verdict);
  if (name !== undefined) requireReadableName(name);
  return changeTenant(tier, tenantId, {
    kind: "rename",
    names: slug === undefined ? [] : [slug],
    actor,
    isDone: (tenant) => (slug ?? tenant.slug) === tenant.slug && (name ?? tenant.name) === tenant.name,
    make: async (tx, tenant) => {
      await requireOwnerNow(tx, tenantId, ownerId);
      if (name !== undefined) await updateTenant(tx, tenantId, { name });
      // A name may be a person's: that it changed is told, not what it was.
      const changed = { isNameChanged: name !== undefined && name !== tenant.name };
      if (slug === undefined || slug === tenant.slug) return changed;
      await takeSlug(tx, tenantId, slug);
      await freeSlug(tx, tenant.slug, tenantId);
      // Sessions belong to one hostname.
      await endSessions(tx, tenantId);
      return { ...changed, from: tenant.slug, to: slug };
    },
  });
}

/** One's own former slug may be had back. */
async function takeSlug(tx: ControlTx, tenantId: string, slug: string): Promise<void> {
  await lockKeys(tx, slugKey(slug));
  await tx.delete(freedSlugs).where(and(eq(freedSlugs.slug, slug), eq(freedSlugs.tenantId, tenantId)));
  if (await isSlugTaken(tx, slug)) throw new AlreadyTaken("slug", `The slug ${slug} is taken or reserved.`);
  await updateTenant(tx, tenantId, { slug });
}

/** Reserves a slug that was given up; `tenantId` is where it redirects, null for nowhere. */
export async function freeSlug(tx: ControlTx, slug: string, tenantId: string | null): Promise<void> {
  const until = sql`now() + make_interval(days => ${FREED_SLUG_DAYS})`;
  await tx
    .insert(freedSlugs)
    .values({ slug, tenantId, until })
    .onConflictDoUpdate({ target: freedSlugs.slug, set: { tenantId, until } });
}
