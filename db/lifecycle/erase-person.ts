/**
 * One person forgotten everywhere: in the control plane, and in every tenant that has a place, whatever state
 * it is in. What they wrote stays, under nobody's name. Ended at any moment it is begun again and does the
 * rest.
 */
import { inArray, sql } from "drizzle-orm";
import { notifyAccessChanged } from "../control/access-changes.ts";
import { type Holding, listHolding } from "../control/archives-holding.ts";
import type { Actor } from "../control/audit-log.ts";
import type { ErasedPerson, ErasedRows } from "../control/erase-rows.ts";
import { eraseRows } from "../control/erase-rows.ts";
import { type ControlErasure, countInControl, eraseInControl, findErased } from "../control/erased-person.ts";
import { getTenant, listPlacedTenantIds } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import { ERASED_DOMAIN } from "../declaration.ts";
import { tellChanged } from "../routing/own-channel.ts";
import type { Tenant } from "../routing/tenant.ts";
import type { TenantTx } from "../routing/tenant-db.ts";
import { TENANT_TABLES } from "../tenant/declarations.ts";
import { deleteExports } from "../tenant/exports.ts";
import { members } from "../tenant/schema.ts";
import { dataExports } from "../tenant/schema-exports.ts";

/** Tenants that are worked on at one time. */
const TENANTS_AT_ONCE = 4;
/** Ids of tenants that are read at once. */
const IDS_AT_ONCE = 500;

/** `tenant`: its slug; undefined for the control plane. */
export type ErasureLine = ControlErasure & { tenant: string | undefined };
export type ErasureReport = {
  userId: string;
  isDryRun: boolean;
  tenantsSeen: number;
  lines: ErasureLine[];
  /** Could not be reached, or failed: run again, it is made up for. */
  failed: { tenant: string; error: string }[];
  /** Where the person still is, and nothing is erased: told of tenants in which something was found. */
  holding: Holding;
};

type Found = { tenant: Tenant; rows: ErasedRows[] };
/** What one may be told of beforehand, and stop. */
export type Confirm = (report: ErasureReport) => Promise<void>;

/**
 * Looks everywhere first; without an actor that is all. `confirm` is told what was found, and throws where
 * nothing is to be erased. Throws PersonUnknown.
 */
export async function erasePerson(
  tier: DataTier,
  typed: string,
  { actor, confirm }: { actor: Actor | undefined; confirm?: Confirm },
): Promise<ErasureReport> {
  const person = await tier.controlDb.read((tx) => findErased(tx, typed));
  const failed: ErasureReport["failed"] = [];
  const { found, seen } = await lookEverywhere(tier, person, failed);
  const holding = await tier.controlDb.read((tx) =>
    listHolding(
      tx,
      found.map(({ tenant }) => tenant.id),
    ),
  );
  const report = (control: ControlErasure[], inTenants: Found[]): ErasureReport => ({
    userId: person.ids[0] ?? typed,
    isDryRun: actor === undefined,
    tenantsSeen: seen,
    lines: [
      ...control.map((rows) => ({ tenant: undefined, ...rows })),
      ...inTenants.flatMap(({ tenant, rows }) => rows.map((each) => ({ tenant: tenant.slug, ...each }))),
    ],
    failed,
    holding,
  });
  const planned = report(await tier.controlDb.read((tx) => countInControl(tx, person)), found);
  if (!actor) return planned;
  await confirm?.(planned);
  // First: from here on nobody is made a member of anything as this person again.
  const control = await tier.controlDb.write((tx) => eraseInControl(tx, person, actor));
  const done: Found[] = [];
  await inTurn(found, async ({ tenant }) => {
    await orNamed(failed, tenant, async () => {
      const rows = await eraseIn(tier, tenant, person);
      done.push({ tenant, rows });
    });
  });
  return report(control, done);
}

/** Adds the addresses that tenants have of the person to what is known of them. */
async function lookEverywhere(
  tier: DataTier,
  person: ErasedPerson,
  failed: ErasureReport["failed"],
): Promise<{ found: Found[]; seen: number }> {
  const found: Found[] = [];
  let seen = 0;
  let after: string | undefined;
  do {
    const from = after;
    const ids = await tier.controlDb.read((tx) =>
      listPlacedTenantIds(tx, { after: from, limit: IDS_AT_ONCE }),
    );
    await inTurn(ids, async (id) => {
      const tenant = await tier.controlDb.read((tx) => getTenant(tx, id));
      if (!tenant) return;
      seen++;
      await orNamed(failed, tenant, async () => {
        const { rows, addresses } = await tier.tenantRouter.connect(tenant).read((tx) => look(tx, person));
        if (rows.length > 0) found.push({ tenant, rows });
        person.addresses.push(...addresses.filter((one) => !person.addresses.includes(one)));
      });
    });
    after = ids.at(-1);
  } while (after);
  return { found, seen };
}

async function look(tx: TenantTx, person: ErasedPerson) {
  const rows = await eraseRows(tx, TENANT_TABLES, person, { isDryRun: true });
  const known = await tx
    .select({ email: members.email })
    .from(members)
    .where(inArray(members.id, person.ids));
  const addresses = known.map(({ email }) => email).filter((email) => !email.endsWith(`@${ERASED_DOMAIN}`));
  if (rows.length === 0 || !(await hasExports(tx))) return { rows, addresses };
  const exports = await tx.$count(dataExports);
  return { rows: exports > 0 ? [...rows, exportsOf(exports)] : rows, addresses };
}

/** Files in which the person may be: they are made anew by who wants them. */
const exportsOf = (rows: number): ErasedRows => ({ table: "exports", rows, became: "deleted" });

const hasExports = async (tx: TenantTx): Promise<boolean> => {
  const { rows } = await tx.execute<{ there: boolean }>(
    sql`select to_regclass('exports') is not null as there`,
  );
  return rows[0]?.there ?? false;
};

/** Whatever state the tenant is in: who is in it follows in all of them. */
async function eraseIn(tier: DataTier, tenant: Tenant, person: ErasedPerson): Promise<ErasedRows[]> {
  const erased = await tier.tenantRouter.connect(tenant).write(
    async (tx) => {
      const rows = await eraseRows(tx, TENANT_TABLES, person, { isDryRun: false });
      await tx.update(members).set({ isActive: false }).where(inArray(members.id, person.ids));
      const exports = (await hasExports(tx)) ? await deleteExports(tx) : 0;
      await tellChanged(tx, "member");
      return exports > 0 ? [...rows, exportsOf(exports)] : rows;
    },
    { evenReadOnly: true },
  );
  await tier.controlDb.write(async (tx) => {
    for (const userId of person.ids) await notifyAccessChanged(tx, { tenantId: tenant.id, userId });
  });
  return erased;
}

async function orNamed(
  failed: ErasureReport["failed"],
  { slug }: Tenant,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    failed.push({ tenant: slug, error: error instanceof Error ? error.message : String(error) });
  }
}

/** A bounded number at one time. */
async function inTurn<T>(all: T[], work: (one: T) => Promise<void>): Promise<void> {
  const waiting = all.values();
  const worker = async () => {
    for (const one of waiting) await work(one);
  };
  await Promise.all(Array.from({ length: Math.min(TENANTS_AT_ONCE, all.length) }, worker));
}
