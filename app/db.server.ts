/**
 * The bridge from `app/` to `db/`, by name. What is in tenants' own tables is in `db.tenant.server.ts`;
 * people, their sessions and their invitations are in `db.people.server.ts`, the stand-in's part in
 * `db.local.server.ts`: what is in none of them, the web tier cannot reach.
 */

export { type ExportTable, withExportRows } from "#db/archive/export-rows.ts";
export { continueReplacement } from "#db/archive/replacement-ends.ts";
export { readCsvRows } from "#db/cli/tenants/csv.ts";
export { countAllTables } from "#db/cluster/count-tables.ts";
export { clusterHealth } from "#db/cluster/health.ts";
export {
  type Actor,
  type AuditEntry,
  type AuditRecord,
  listAudit,
  listAuditActions,
  listPurgedUnderSlug,
  recordAudit,
  SYSTEM,
  wholeDays,
} from "#db/control/audit-log.ts";
export { listBaseCategories, type SharedCategory } from "#db/control/base-categories.ts";
export {
  addBaseCategory,
  MAX_BASE_CATEGORIES,
  renameBaseCategory,
  setBaseCategoryOffered,
} from "#db/control/base-category-changes.ts";
export { type ClusterCapacity, listClusterCapacities } from "#db/control/capacity.ts";
export type { ControlDb, ControlRunner, ControlTx } from "#db/control/control-db.ts";
export { isDecidedSince } from "#db/control/decisions.ts";
export { EXPORT_JOB, recordDownload } from "#db/control/export-requests.ts";
export { type FirstSteps, getFirstSteps } from "#db/control/first-steps.ts";
export { findFreeSlug, isSlugTaken } from "#db/control/free-slugs.ts";
export { enqueue } from "#db/control/jobs.ts";
export type { JournalEntry } from "#db/control/journal.ts";
export type { LiveChanges } from "#db/control/live-changes.ts";
export {
  getMigrationRun,
  listMigrationResults,
  listMigrationRuns,
  listTenantMigrations,
  type MigrationResult,
  type MigrationRun,
} from "#db/control/migration-runs.ts";
export { countBehind, getOverview, type Overview } from "#db/control/overview.ts";
export {
  findJustMade,
  listRestorable,
  mayOwnAnother,
  POSTED_TWICE_WITHIN_S,
  type RestorableWorkspace,
} from "#db/control/owned.ts";
export type { ReconcileLine, ReconcileReport } from "#db/control/reconcile-report.ts";
export { listUnfinishedReplacements } from "#db/control/replacements.ts";
export { DELETED_GRACE_DAYS, KEPT_DAYS } from "#db/control/retention.ts";
export { createSecrets } from "#db/control/secrets.ts";
export { checkSlug, FREED_SLUG_DAYS } from "#db/control/slug.ts";
export { sweep, sweepTenant } from "#db/control/sweep.ts";
export { renameFromSource } from "#db/control/tenant-changes.ts";
export { getTenantDetail, type TenantDetail } from "#db/control/tenant-detail.ts";
export {
  listTenantsPage,
  type TenantListRequest,
  type TenantSort,
  type TenantSummary,
} from "#db/control/tenant-list.ts";
export { changeLogo, changeSettings, getLogo, requireOwnerNow } from "#db/control/tenant-settings.ts";
export {
  findTenantId,
  getTenant,
  getTenantByOrganization,
  getTenantBySlug,
  listActiveTenantIds,
  listWorkspaces,
  type Workspace,
} from "#db/control/tenants.ts";
export { createTombstone, getTombstone, hasTombstone, lockProviderObject } from "#db/control/tombstones.ts";
export { getTenantOrPark, isPaused, isPausedForReaders } from "#db/control/waiting-jobs.ts";
export {
  getWebhookEvent,
  markWebhookEventFailed,
  markWebhookEventProcessed,
  recordWebhookEvent,
  WEBHOOK_JOB,
  type WebhookEvent,
  webhookJob,
} from "#db/control/webhook-events.ts";
export {
  getWebhookEventDetail,
  listWebhookEvents,
  listWebhookEventTypes,
  replayWebhookEvent,
  type WebhookEventSummary,
} from "#db/control/webhook-log.ts";
export { listWorkspaceAudit, type WorkspaceAuditEntry } from "#db/control/workspace-audit.ts";
export { type DataTier, openDataTier } from "#db/data-tier.ts";
export { DEMO_STAFF } from "#db/demo.ts";
export {
  dataEnvShape,
  describeProblems,
  EnvironmentInvalid,
  type Problem,
  PUBLISHED_DEFAULTS,
  problemsOf,
  withoutEmpty,
} from "#db/env.ts";
export {
  AlreadyTaken,
  LifecycleRefused,
  OwnerLimitReached,
  SlugRefused,
  TenantReadOnly,
} from "#db/errors.ts";
export { askForTenantExport } from "#db/lifecycle/ask-for-export.ts";
export { REFILL_SPARES_JOB } from "#db/lifecycle/claim-spare.ts";
export { continueLifecycle, listUnfinished } from "#db/lifecycle/continue.ts";
export { deleteTenant, deleteTenantIn, restoreTenant } from "#db/lifecycle/delete.ts";
export { changeTenantPlan } from "#db/lifecycle/plan.ts";
export { provisionTenant } from "#db/lifecycle/provision.ts";
export { listPurgeable, purgeTenant } from "#db/lifecycle/purge.ts";
export { makeReadOnly } from "#db/lifecycle/read-only.ts";
export { renameTenant } from "#db/lifecycle/rename.ts";
export { refillSpares } from "#db/lifecycle/spares.ts";
export { resumeTenant, suspendTenant } from "#db/lifecycle/suspend.ts";
export { getTenantSize } from "#db/lifecycle/tenant-size.ts";
export { TenantMoving } from "#db/move-errors.ts";
export { isCursorOfIds } from "#db/paging.ts";
export {
  CompanySignOnMissing,
  IdentityUnavailable,
  LastOwner,
  MailDomainLimitReached,
  PersonUnknown,
  RemovalsRefused,
  RoleBeyondReach,
  SecondFactorMissing,
} from "#db/people-errors.ts";
export { isTenantId } from "#db/routing/placement.ts";
export type { Plan, Role, Tenant, TenantStatus } from "#db/routing/tenant.ts";
export type { TenantDb, TenantTx } from "#db/routing/tenant-db.ts";
export { isBehind } from "#db/tenant/version.ts";
export { runWorker, type Tasks } from "#db/worker.ts";
