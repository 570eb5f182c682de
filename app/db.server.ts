/** The only bridge from `app/` to `db/`. What is not here, the web tier cannot reach. */

import { countTenants } from "#db/control/tenants.ts";
import { runWorker as runTasks } from "#db/control/worker.ts";
import { type DataTier, openDataTier } from "#db/data-tier.ts";
import { type ProvisionRequest, provisionTenant as provision } from "#db/lifecycle/provision.ts";

export * from "#db/control/base-categories.ts";
export type { ControlDb, ControlTx } from "#db/control/control-db.ts";
export { enqueue, type Job } from "#db/control/jobs.ts";
export * from "#db/control/memberships.ts";
export * from "#db/control/sessions.ts";
export { checkSlug, SLUG_MAX_LENGTH, SLUG_MIN_LENGTH, type SlugVerdict, slugify } from "#db/control/slug.ts";
export type { Plan, Role, Tenant, TenantStatus } from "#db/control/tenant.ts";
export * from "#db/control/tenants.ts";
export * from "#db/control/tickets.ts";
export * from "#db/control/tombstones.ts";
export * from "#db/control/users.ts";
export * from "#db/control/webhook-events.ts";
export type { Tasks, Worker } from "#db/control/worker.ts";
export * from "#db/env.ts";
export * from "#db/errors.ts";
export { newId } from "#db/id.ts";
export * from "#db/local-identity/instance.ts";
export * from "#db/local-identity/organizations.ts";
export * from "#db/local-identity/outbox.ts";
export * from "#db/local-identity/sessions.ts";
export * from "#db/local-identity/users.ts";
export type { TenantDb, TenantTx } from "#db/routing/tenant-db.ts";
export * from "#db/tenant/activity.ts";
export * from "#db/tenant/categories.ts";
export * from "#db/tenant/members.ts";
export type { ProjectReach } from "#db/tenant/project-reach.ts";
export * from "#db/tenant/projects.ts";

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

/** Throws DatabaseUnavailable where the control plane does not answer. */
export const pingControlPlane = () => controlDb().read(countTenants);

export const controlDb = () => dataTier().controlDb;
export const tenantRegistry = () => dataTier().tenantRegistry;
export const tenantRouter = () => dataTier().tenantRouter;
export const runWorker = (options: Parameters<typeof runTasks>[1]) => runTasks(dataTier(), options);
export const provisionTenant = (request: ProvisionRequest) => provision(dataTier(), request);
