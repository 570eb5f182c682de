/**
 * A tenant from an archive: a new one, with a place and an id of its own, that serves once it is whole. What
 * fails on the way takes everything with it again; after a kill whoever continues does.
 */
import { type Actor, recordAudit } from "../control/audit-log.ts";
import type { ControlTx } from "../control/control-db.ts";
import { entitlementsOf } from "../control/entitlements.ts";
import { enqueue } from "../control/jobs.ts";
import { runSteps, SimulatedCrash, type Step } from "../control/journal.ts";
import { updateTenant } from "../control/tenant-changes.ts";
import { getTenant, getTenantBySlug, lockTenant } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { LifecycleRefused } from "../errors.ts";
import { createPlaceWith } from "../lifecycle/bring-up.ts";
import { discardCopy } from "../lifecycle/discard-copy.ts";
import { FOLLOW_MEMBERS_JOB } from "../lifecycle/follow-members.ts";
import { withHold } from "../lifecycle/hold.ts";
import { newOrganizationHere } from "../lifecycle/made-here.ts";
import { reserveCopy } from "../lifecycle/reserve.ts";
import { migrateTenant } from "../migrate/run.ts";
import type { Migration } from "../migration-files.ts";
import type { PlacementKind } from "../routing/placement.ts";
import type { Tenant, Plan as TenantPlan, TenantSettings } from "../routing/tenant.ts";
import { removeMember } from "../tenant/members.ts";
import { requireReadableName } from "../text.ts";
import { CopiedSettings } from "./copied-settings.ts";
import type { TableFacts } from "./format.ts";
import { type ArchiveSource, loadRows } from "./load-rows.ts";
import { type VerifiedArchive, verifyArchive } from "./read-archive.ts";
import { requireMigrations } from "./require-readable.ts";

export type WantedCopy = {
  slug: string;
  /** Default: the name that the archive has. */
  name?: string | undefined;
  /** Default: what the plan says. */
  kind?: PlacementKind | undefined;
  cluster?: string | undefined;
  region?: string | undefined;
  actor: Actor;
  /** Nobody gets in before staff name somebody: people and memberships stay out of the copy. */
  isWithoutPeople?: boolean | undefined;
  /** Told of each table once its rows are there and compared. */
  onTable?: ((facts: TableFacts) => void) | undefined;
};

export type Restored = { tenant: Tenant; archive: VerifiedArchive };

/**
 * Nothing is written before all of the file was read. Throws ArchiveRefused, AlreadyTaken, SlugRefused,
 * InvalidInput, PlacementUnavailable, LifecycleRefused where the tenant was deleted meanwhile, and
 * DataTierErrors of the cluster; then nothing is left of it.
 */
export async function restoreArchive(
  tier: DataTier,
  source: ArchiveSource,
  wanted: WantedCopy,
): Promise<Restored> {
  const plan = await planCopy(source, wanted);
  await discardFormer(tier, plan.slug);
  const tenant = await tier.controlDb.write((tx) => reserveCopy(tx, tier, plan));
  try {
    await withHold(tier, tenant.id, ({ requireHeld }) =>
      runSteps(tier.controlDb, { tenantId: tenant.id, kind: "copy" }, steps(tier, tenant, plan), {
        isBegun: true,
        requireHeld,
      }),
    );
  } catch (error) {
    // Where that fails it is in the journal, and whoever continues takes it away.
    if (!(error instanceof SimulatedCrash)) await discardCopy(tier, tenant.id).catch(() => {});
    throw error;
  }
  tier.tenantRegistry.invalidate(tenant.id, [tenant.slug]);
  const serving = await tier.controlDb.read((tx) => getTenant(tx, tenant.id));
  return { tenant: serving ?? tenant, archive: plan.archive };
}

/** All that is known before anything is written. */
type Plan = WantedCopy & {
  source: ArchiveSource;
  archive: VerifiedArchive;
  migrations: Migration[];
  copied: CopiedSettings;
  settings: TenantSettings;
  name: string;
  plan: TenantPlan;
  kind: PlacementKind;
};

async function planCopy(source: ArchiveSource, wanted: WantedCopy): Promise<Plan> {
  const copied = new CopiedSettings();
  const archive = await verifyArchive(source.open(), {
    passphrase: source.passphrase,
    onPart: async (table, lines) => copied.take(table, lines),
  });
  const { description } = archive;
  const { plan, settings } = copied.ofTenant(description);
  return {
    ...wanted,
    ...{ source, archive, copied, settings, plan },
    migrations: requireMigrations(description),
    name: requireReadableName(wanted.name ?? description.tenant.name),
    kind: wanted.kind ?? entitlementsOf(plan).placement,
  };
}

/** What an earlier attempt under this name left when it was killed. One that is under way is let be. */
async function discardFormer(tier: DataTier, slug: string): Promise<void> {
  const former = await tier.controlDb.read((tx) => getTenantBySlug(tx, slug));
  if (former?.status !== "provisioning") return;
  await discardCopy(tier, former.id, { waitMs: 0 }).catch((error: unknown) => {
    if (!(error instanceof LifecycleRefused)) throw error;
  });
}

const steps = (tier: DataTier, tenant: Tenant, plan: Plan): Step[] => [
  { name: "create", work: () => createPlaceWith(tier, tenant, plan.migrations) },
  { name: "load", work: () => loadRows(tier, tenant, plan.source, plan.archive, plan.onTable) },
  { name: "migrate", work: () => migrateTenant(tier, tenant) },
  { name: "members", work: () => endGoneMembers(tier, tenant, plan) },
  { name: "activate", record: (tx) => activate(tx, tenant, plan) },
];

/** Who is gone here was a member: what they made stays, under their name. */
async function endGoneMembers(tier: DataTier, tenant: Tenant, { copied }: Plan): Promise<void> {
  const gone = await tier.controlDb.read((tx) => copied.listGone(tx));
  if (gone.length === 0) return;
  await tier.tenantRouter.connect(tenant).write(async (tx) => {
    for (const id of gone) await removeMember(tx, id);
  });
}

/** Throws LifecycleRefused where it was deleted meanwhile. */
async function activate(tx: ControlTx, { id: tenantId, slug }: Tenant, plan: Plan): Promise<void> {
  const now = await lockTenant(tx, tenantId);
  if (now?.status !== "provisioning")
    throw new LifecycleRefused("state", `${slug} was deleted while it was made.`);
  const { copied, settings, archive, isWithoutPeople = false } = plan;
  await copied.insertChoices(tx, tenantId);
  if (!isWithoutPeople) {
    await copied.insertPeople(tx, tenantId);
    await enqueue(tx, { name: FOLLOW_MEMBERS_JOB, payload: { tenantId } });
  }
  await updateTenant(tx, tenantId, { status: "active", settings, organizationId: newOrganizationHere() });
  const { tenant: source, takenAt } = archive.description;
  const detail = { sourceId: source.id, takenAt, ...(isWithoutPeople && { isWithoutPeople }) };
  await recordAudit(tx, { actor: plan.actor, action: "archive.restore", tenantId, detail });
}
