/** Purge: the end of a deleted tenant. Its place is dropped, and a tombstone without personal data stays. */

import { and, eq, getTableColumns, inArray, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { type Actor, recordAudit, SYSTEM } from "../control/audit-log.ts";
import type { ControlTx } from "../control/control-db.ts";
import { CONTROL_TABLES } from "../control/declarations.ts";
import { beginStep, forgetUnfinished, noteDone, runSteps } from "../control/journal.ts";
import { getOpenMove } from "../control/moves.ts";
import { DELETED_GRACE_DAYS } from "../control/retention.ts";
import { archives } from "../control/schema/archives.ts";
import { journal } from "../control/schema/lifecycle.ts";
import { migrationResults } from "../control/schema/migrations.ts";
import { moves } from "../control/schema/moves.ts";
import { replacements } from "../control/schema/replacements.ts";
import { freedSlugs, placements, tenants } from "../control/schema/tenants.ts";
import { updateTenant } from "../control/tenant-changes.ts";
import { lockTenant } from "../control/tenants.ts";
import { createTombstone } from "../control/tombstones.ts";
import type { DataTier } from "../data-tier.ts";
import { LifecycleRefused, TenantUnknown } from "../errors.ts";
import type { Tenant } from "../routing/tenant.ts";
import { requireStatus } from "./change.ts";
import { dropPlace } from "./drop-place.ts";
import { type Hold, type HoldOptions, withHold } from "./hold.ts";
import { freeSlug } from "./rename.ts";

/** Tables of the control plane whose rows belong to one tenant, and to nobody once it is gone. */
const OWNED = CONTROL_TABLES.filter(({ rows }) => rows === "tenant").map(({ table }) => ({
  table,
  tenantId: getTableColumns(table).tenantId as AnyPgColumn,
}));

/** A reason stays in the audit log. */
type Purge = { actor: Actor; reason?: string | undefined };

/**
 * For good. Once begun it cannot be taken back, and whoever calls it again, or the worker, finishes it.
 * Answers false where it was purged before. Throws LifecycleRefused unless the tenant is deleted, and
 * TenantUnknown.
 */
export async function purgeTenant(
  tier: DataTier,
  tenantId: string,
  by: Purge & HoldOptions,
): Promise<boolean> {
  return withHold(tier, tenantId, (hold) => purge(tier, tenantId, by, hold), by);
}

async function purge(tier: DataTier, tenantId: string, by: Purge, { requireHeld }: Hold): Promise<boolean> {
  const tenant = await tier.controlDb.write((tx) => beginPurge(tx, tenantId, by));
  if (tenant.status === "purged") return false;
  const steps = [
    { name: "drop", work: () => drop(tier, tenant) },
    { name: "forget", record: (tx: ControlTx) => forget(tx, tenant) },
  ];
  await runSteps(tier.controlDb, { tenantId, kind: "purge" }, steps, { isBegun: true, requireHeld });
  tier.tenantRegistry.invalidate(tenantId);
  return true;
}

/** From here on it cannot be restored. */
async function beginPurge(tx: ControlTx, tenantId: string, { actor, reason }: Purge): Promise<Tenant> {
  const tenant = await lockTenant(tx, tenantId);
  if (!tenant) throw new TenantUnknown(tenantId);
  if (tenant.status === "purged") return tenant;
  requireStatus(tenant, "purge");
  await refuseWhileMoving(tx, tenant);
  const [begun] = await tx
    .select({ id: journal.id })
    .from(journal)
    .where(and(eq(journal.tenantId, tenantId), eq(journal.kind, "purge")))
    .limit(1);
  if (!begun) {
    await noteDone(tx, { tenantId, kind: "purge" }, "begin");
    const detail = { slug: tenant.slug, ...(reason && { reason }) };
    await recordAudit(tx, { actor, action: "tenant.purge", tenantId, detail });
  }
  await beginStep(tx, { tenantId, kind: "purge" }, "drop");
  return tenant;
}

/** It has two places until then: dropping one would leave the other to nobody. */
async function refuseWhileMoving(tx: ControlTx, { id, slug }: Tenant): Promise<void> {
  if (!(await getOpenMove(tx, id))) return;
  const message = `${slug} still has two places: its move ends first, by itself or by \`tenantry tenants move ${slug} --finish\`.`;
  throw new LifecycleRefused("busy", message);
}

async function drop(tier: DataTier, tenant: Tenant): Promise<void> {
  await tier.connections.evict(tenant.placement);
  await dropPlace(tier, tenant.placement);
}

async function forget(tx: ControlTx, { id, slug, organizationId }: Tenant): Promise<void> {
  // The organization may still be there: nothing that is said of it makes a tenant again.
  if (organizationId) await createTombstone(tx, "organization", organizationId, new Date());
  for (const { table, tenantId } of OWNED) await tx.delete(table).where(eq(tenantId, id));
  await tx.update(freedSlugs).set({ tenantId: null }).where(eq(freedSlugs.tenantId, id));
  await freeSlug(tx, slug, null);
  await tx
    .update(placements)
    .set({ sealedPassword: null, releasedAt: sql`now()` })
    .where(eq(placements.tenantId, id));
  await forgetUnfinished(tx, id, "purge");
  // What a database said in an error may quote a row.
  await tx.update(journal).set({ error: null }).where(eq(journal.tenantId, id));
  await tx.delete(replacements).where(eq(replacements.tenantId, id));
  await tx.update(archives).set({ error: null, drillError: null }).where(eq(archives.tenantId, id));
  await tx.update(moves).set({ error: null }).where(eq(moves.tenantId, id));
  await tx.update(migrationResults).set({ error: null }).where(eq(migrationResults.tenantId, id));
  await updateTenant(tx, id, {
    status: "purged",
    slug: purgedSlug(id),
    name: "",
    organizationId: null,
    settings: {},
    schemaVersion: null,
    suspensionNotice: null,
    readOnlyNotice: null,
  });
  await recordAudit(tx, { actor: SYSTEM, action: "tenant.purged", tenantId: id });
}

const purgedSlug = (id: string): string => `purged-${id.replaceAll("-", "")}`;

/** Deleted tenants whose days of grace are over, the oldest first. */
export async function listPurgeable(tx: ControlTx, limit: number): Promise<string[]> {
  const isOver = sql`${tenants.deletedAt} < now() - make_interval(days => ${DELETED_GRACE_DAYS})`;
  const rows = await tx
    .select({ id: tenants.id })
    .from(tenants)
    .where(and(inArray(tenants.status, ["deleted"]), isOver))
    .orderBy(tenants.deletedAt)
    .limit(limit);
  return rows.map(({ id }) => id);
}
