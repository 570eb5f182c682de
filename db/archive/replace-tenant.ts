/**
 * A tenant's rows replaced by those of one of its archives, in its place. The tenant is read-only until they
 * are there; then they take the former ones' place in one transaction, and the former ones are kept beside
 * them until staff confirm, or have them back. People, plan, settings and addresses stay as they are now.
 */

import type pg from "pg";
import { type Actor, actorName, recordAudit, SYSTEM } from "../control/audit-log.ts";
import type { ControlTx } from "../control/control-db.ts";
import { runSteps, SimulatedCrash, type Step } from "../control/journal.ts";
import { getOpenMove } from "../control/moves.ts";
import {
  getOpenReplacement,
  insertReplacement,
  type Replacement,
  whyReplaced,
} from "../control/replacements.ts";
import { updateTenant } from "../control/tenant-changes.ts";
import { getTenant, lockTenant } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { LifecycleRefused, TenantUnknown } from "../errors.ts";
import { requireStatus } from "../lifecycle/change.ts";
import { type HoldOptions, withHold } from "../lifecycle/hold.ts";
import { besideName, dropBesideStatement, hasBeside } from "../lifecycle/schemas-beside.ts";
import { applyMigrations } from "../migrate/apply.ts";
import { refuseStatements } from "../migrate/refused-statements.ts";
import type { Migration } from "../migration-files.ts";
import type { Tenant } from "../routing/tenant.ts";
import { tenantMigrations } from "../tenant/version.ts";
import { ArchiveRefused } from "./archive-refused.ts";
import { exchange, inDatabase } from "./beside.ts";
import type { TableFacts } from "./format.ts";
import { type ArchiveSource, loadRows } from "./load-rows.ts";
import { type VerifiedArchive, verifyArchive } from "./read-archive.ts";
import { endLoading } from "./replacement-ends.ts";
import { requireMigrations } from "./require-readable.ts";

export type ReplaceOptions = HoldOptions & {
  actor?: Actor;
  /** Told of each table once its rows are there and compared. */
  onTable?: ((facts: TableFacts) => void) | undefined;
};

/**
 * Nothing is written before all of the file was read. Throws ArchiveRefused, also for an archive of another
 * tenant; LifecycleRefused; TenantUnknown; and what the cluster throws: then the tenant is as it was.
 */
export async function replaceTenantData(
  tier: DataTier,
  tenantId: string,
  source: ArchiveSource,
  options: ReplaceOptions = {},
): Promise<{ tenant: Tenant; archive: VerifiedArchive }> {
  const archive = await verifyArchive(source.open(), { passphrase: source.passphrase });
  const migrations = requireMigrations(archive.description);
  await refuseStatements(migrations);
  await refuseStatements(tenantMigrations());
  return withHold(
    tier,
    tenantId,
    async ({ requireHeld }) => {
      await refuseUnknownRows(tier, tenantId);
      const { tenant, replacement } = await tier.controlDb.write((tx) =>
        begin(tx, tenantId, archive, options),
      );
      tier.tenantRegistry.invalidate(tenantId);
      const schema = besideName(tenant.placement, "incoming");
      const beside = { ...tenant, placement: { ...tenant.placement, schema } };
      const steps: Step[] = [
        {
          name: "prepare",
          work: () => inDatabase(tier, tenant, (client) => prepare(client, tenant, migrations)),
        },
        { name: "load", work: () => loadRows(tier, beside, source, archive, options.onTable) },
        {
          name: "migrate",
          work: () =>
            inDatabase(tier, tenant, async (client) => {
              await applyMigrations(client, tenantMigrations(), { schema, allowLate: true });
            }),
        },
        { name: "exchange", work: () => exchange(tier, tenant, { incoming: "incoming", outgoing: "kept" }) },
      ];
      try {
        await runSteps(tier.controlDb, { tenantId, kind: "replace" }, steps, { requireHeld });
      } catch (error) {
        // Where that fails, or after a kill, whoever continues does it.
        if (error instanceof SimulatedCrash) throw error;
        if (!(await endLoading(tier, tenant, replacement, { failure: error, actor: options.actor })))
          throw error;
        return { tenant: await currentOf(tier, tenant), archive };
      }
      await endLoading(tier, tenant, replacement, { actor: options.actor });
      return { tenant: await currentOf(tier, tenant), archive };
    },
    options,
  );
}

async function begin(
  tx: ControlTx,
  tenantId: string,
  { description }: VerifiedArchive,
  { actor = SYSTEM }: ReplaceOptions,
): Promise<{ tenant: Tenant; replacement: Replacement }> {
  const tenant = await lockTenant(tx, tenantId);
  if (!tenant) throw new TenantUnknown(tenantId);
  if (description.tenant.id !== tenantId)
    throw new ArchiveRefused(
      `The archive is of ${description.tenant.slug}, not of ${tenant.slug}: make a new tenant of it.`,
    );
  requireStatus(tenant, "replace");
  if (await getOpenMove(tx, tenantId))
    throw new LifecycleRefused(
      "busy",
      `${tenant.slug} is being moved, or its former place is kept: end that first.`,
    );
  const open = await getOpenReplacement(tx, tenantId);
  if (open) throw new LifecycleRefused("busy", whyReplaced(tenant, open));
  const takenAt = new Date(description.takenAt);
  const replacement = await insertReplacement(tx, {
    ...{ tenantId, takenAt, statusBefore: tenant.status, startedBy: actorName(actor) },
  });
  if (tenant.status === "active") await updateTenant(tx, tenantId, { status: "read-only" });
  await recordAudit(tx, {
    actor,
    action: "tenant.replace-begin",
    tenantId,
    detail: { takenAt: description.takenAt },
  });
  return { tenant, replacement };
}

/**
 * Before anything is written down: rows that are kept are how one knows that the exchange has happened.
 * Throws LifecycleRefused where there are some that no replacement has kept.
 */
async function refuseUnknownRows(tier: DataTier, tenantId: string): Promise<void> {
  const { tenant, open } = await tier.controlDb.read(async (tx) => ({
    tenant: await getTenant(tx, tenantId),
    open: await getOpenReplacement(tx, tenantId),
  }));
  if (!tenant || open) return;
  const isThere = await inDatabase(tier, tenant, (client) => hasBeside(client, tenant.placement, "kept"));
  if (!isThere) return;
  const schema = besideName(tenant.placement, "kept");
  const message = `There is a schema ${schema} that no restore has kept: look at it, and drop or rename it.`;
  throw new LifecycleRefused("state", message);
}

const currentOf = async (tier: DataTier, tenant: Tenant): Promise<Tenant> =>
  (await tier.controlDb.read((tx) => getTenant(tx, tenant.id))) ?? tenant;

async function prepare(client: pg.Client, { placement }: Tenant, migrations: Migration[]) {
  const schema = besideName(placement, "incoming");
  await client.query(dropBesideStatement(placement, "incoming"));
  await client.query(`CREATE SCHEMA "${schema}"`);
  await applyMigrations(client, migrations, { schema });
}
