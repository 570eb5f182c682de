/** The only bridge from `app/` to `db/`. What is not here, the web tier cannot reach. */

export { DELETED_GRACE_DAYS } from "#db/control/retention.ts";

import { countAllTables } from "#db/cluster/count-tables.ts";
import type { Actor } from "#db/control/audit-log.ts";
import { sweep } from "#db/control/sweep.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { continueLifecycle as continueWork, listUnfinished } from "#db/lifecycle/continue.ts";
import { deleteTenant as deleteOne, restoreTenant as restoreOne } from "#db/lifecycle/delete.ts";
import { changeTenantPlan as changePlan } from "#db/lifecycle/plan.ts";
import { provisionTenant as provision } from "#db/lifecycle/provision.ts";
import type { ProvisionRequest } from "#db/lifecycle/provision-request.ts";
import { listPurgeable, purgeTenant as purgeOne } from "#db/lifecycle/purge.ts";
import { type Rename, renameTenant as rename } from "#db/lifecycle/rename.ts";
import { refillSpares as refill } from "#db/lifecycle/spares.ts";
import { resumeTenant as resumeOne, suspendTenant as suspendOne } from "#db/lifecycle/suspend.ts";
import { getTenantSize as sizeOf } from "#db/lifecycle/tenant-size.ts";
import type { Plan } from "#db/routing/tenant.ts";
import { runWorker as runTasks } from "#db/worker.ts";

export { clusterHealth } from "#db/cluster/health.ts";
export * from "#db/control/audit-log.ts";
export * from "#db/control/base-categories.ts";
export type { ControlTx } from "#db/control/control-db.ts";
export { findFreeSlug, isSlugTaken } from "#db/control/free-slugs.ts";
export { enqueue } from "#db/control/jobs.ts";
export type { JournalEntry } from "#db/control/journal.ts";
export * from "#db/control/memberships.ts";
export * from "#db/control/migration-runs.ts";
export * from "#db/control/overview.ts";
export { mayOwnAnother } from "#db/control/owned.ts";
export { type ClusterRoom, listClusterRooms } from "#db/control/room.ts";
export * from "#db/control/sessions.ts";
export {
  checkSlug,
  FREED_SLUG_DAYS,
} from "#db/control/slug.ts";
export * from "#db/control/staff-sessions.ts";
export { updateTenant } from "#db/control/tenant-changes.ts";
export * from "#db/control/tenant-detail.ts";
export {
  listTenantsPage,
  type TenantListRequest,
  type TenantSort,
  type TenantSummary,
} from "#db/control/tenant-list.ts";
export * from "#db/control/tenants.ts";
export * from "#db/control/tickets.ts";
export * from "#db/control/tombstones.ts";
export * from "#db/control/users.ts";
export { parkJob } from "#db/control/waiting-jobs.ts";
export * from "#db/control/webhook-events.ts";
export * from "#db/control/webhook-log.ts";
export { DEMO_STAFF } from "#db/demo.ts";
export * from "#db/env.ts";
export * from "#db/errors.ts";
export { REFILL_SPARES_JOB } from "#db/lifecycle/claim-spare.ts";
export { deleteTenantIn } from "#db/lifecycle/delete.ts";
export * from "#db/local-identity/instance.ts";
export * from "#db/local-identity/organizations.ts";
export * from "#db/local-identity/outbox.ts";
export * from "#db/local-identity/sessions.ts";
export * from "#db/local-identity/users.ts";
export type {
  Plan,
  Role,
  Tenant,
  TenantStatus,
} from "#db/routing/tenant.ts";
export type { TenantDb, TenantTx } from "#db/routing/tenant-db.ts";
export * from "#db/tenant/activity.ts";
export * from "#db/tenant/categories.ts";
export * from "#db/tenant/members.ts";
export type { ProjectReach } from "#db/tenant/project-reach.ts";
export * from "#db/tenant/projects.ts";
export { isBehind } from "#db/tenant/version.ts";

/** One a process, also where the development server loads this module again. */
const held = globalThis as typeof globalThis & { tenantryDataTier?: DataTier };

/** Opens the data tier of this process; called once, by the server's start. */
export async function startDataTier(options: Parameters<typeof openDataTier>[0]): Promise<DataTier> {
  held.tenantryDataTier = await openDataTier(options);
  return held.tenantryDataTier;
}

export function dataTier(): DataTier {
  if (!held.tenantryDataTier) throw new Error("The data tier is not open yet.");
  return held.tenantryDataTier;
}

export const controlDb = () => dataTier().controlDb;
export const tenantRegistry = () => dataTier().tenantRegistry;
export const tenantRouter = () => dataTier().tenantRouter;
export const runWorker = (options: Parameters<typeof runTasks>[1]) => runTasks(dataTier(), options);
export const provisionTenant = (request: ProvisionRequest) => provision(dataTier(), request);

type By = { actor: Actor };

export const suspendTenant = (id: string, by: By & { reason?: string | undefined }) =>
  suspendOne(dataTier(), id, by);
export const resumeTenant = (id: string, by: By) => resumeOne(dataTier(), id, by);
export const renameTenant = (id: string, changes: Rename) => rename(dataTier(), id, changes);
export const changeTenantPlan = (id: string, change: By & { plan: Plan }) =>
  changePlan(dataTier(), id, change);
export const deleteTenant = (id: string, by: By) => deleteOne(dataTier(), id, by);
export const restoreTenant = (id: string, by: By) => restoreOne(dataTier(), id, by);
export const purgeTenant = (id: string, by: By) => purgeOne(dataTier(), id, by);
export const continueLifecycle = (id: string, by?: By) => continueWork(dataTier(), id, by);
export const getTenantSize = (id: string) => sizeOf(dataTier(), id);
export const refillSpares = () => refill(dataTier());
export const countClusterTables = () => countAllTables(dataTier());
export const sweepControlPlane = () => sweep(controlDb());
export const listUnfinishedTenants = () => controlDb().read((tx) => listUnfinished(tx));
export const listPurgeableTenants = (limit: number) => controlDb().read((tx) => listPurgeable(tx, limit));

const TENANT_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Of the form of a tenant's id: safe as a parameter where a UUID is expected. */
export const isTenantId = (text: string): boolean => TENANT_ID.test(text);
