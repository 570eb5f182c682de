/** From an organization to a tenant that serves: journaled steps, idempotent by organization, resumable at each. */
import { eq, sql } from "drizzle-orm";
import { type Actor, recordAudit, SYSTEM } from "../control/audit-log.ts";
import type { ControlTx } from "../control/control-db.ts";
import { beginStep, noteAllDone, runSteps, type Work } from "../control/journal.ts";
import { tenants } from "../control/schema.ts";
import type { Plan, Tenant } from "../control/tenant.ts";
import { lockTenant, notifyTenantChanged, setTenantStatus } from "../control/tenants.ts";
import type { DataTier } from "../data-tier.ts";
import type { PlacementKind } from "../routing/placement.ts";
import { type MemberInput, upsertMember } from "../tenant/members.ts";
import { type BroughtUp, bringUp } from "./bring-up.ts";
import { reserveTenant } from "./reserve.ts";

export type Owner = {
  id: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  avatarUrl: string | null;
};

export type ProvisionRequest = {
  organizationId: string;
  /** Wanted; a free one near it is taken where it is somebody's or malformed. */
  slug: string;
  name: string;
  plan?: Plan;
  /** Default: what the plan says. */
  kind?: PlacementKind;
  region?: string;
  /** Only this cluster, if it accepts tenants. */
  cluster?: string;
  /** None: the tenant begins without members. */
  owner?: Owner;
  /** Throw AlreadyTaken or SlugRefused instead of taking a slug near the wanted one. */
  isSlugFixed?: boolean;
  /** Default: the system itself. */
  actor?: Actor;
};

/**
 * Provisions a tenant for an organization, or finishes one that was begun; one that serves already is answered as it is.
 * A spare is taken where one is ready. Throws PlacementUnavailable where no cluster has room, and DataTierErrors of the cluster.
 */
export async function provisionTenant(tier: DataTier, request: ProvisionRequest): Promise<Tenant> {
  const tenant = await tier.controlDb.write((tx) => reserveTenant(tx, tier, request));
  return tenant.status === "provisioning" ? finishProvisioning(tier, tenant, request.actor) : tenant;
}

/** Does what is left to do for a tenant that is being provisioned. */
export async function finishProvisioning(
  tier: DataTier,
  tenant: Tenant,
  actor: Actor = SYSTEM,
): Promise<Tenant> {
  const work: Work = { tenantId: tenant.id, kind: "provision" };
  // A tenant that has a version has a place: a spare's is ready.
  const born = tenant.schemaVersion === null ? await createPlace(tier, tenant, work, actor) : undefined;
  if (!born) {
    const steps = [
      { name: "owner", work: () => addMembers(tier, tenant) },
      { name: "activate", record: (tx: ControlTx) => activate(tx, tenant.id, actor) },
    ];
    await runSteps(tier.controlDb, work, steps, { isBegun: tenant.schemaVersion === null });
  }
  tier.tenantRegistry.invalidate(tenant.id);
  if (born) return { ...tenant, status: "active", schemaVersion: born.version };
  const finished = await tier.tenantRegistry.getById(tenant.id);
  return finished ?? { ...tenant, status: "active" };
}

/** Answers what was born with all that it needs: then the tenant serves, by the transaction that writes that down. */
async function createPlace(
  tier: DataTier,
  tenant: Tenant,
  work: Work,
  actor: Actor,
): Promise<BroughtUp["born"]> {
  let made: BroughtUp = {};
  const create = async () => {
    const members = await tier.controlDb.read((tx) => listMembers(tx, tenant.id));
    made = await bringUp(tier, tenant, members);
  };
  const record = async (tx: ControlTx) => {
    // The end of this step and the beginning of the next are one transaction: whoever continues finds either.
    if (!made.born) return beginStep(tx, work, "owner");
    await activateBorn(tx, tenant.id, made.born.version, actor);
  };
  await runSteps(tier.controlDb, work, [{ name: "create", work: create, record }]);
  return made.born;
}

/** The control plane knows who may enter; the tenant's own table is told. */
async function addMembers(tier: DataTier, tenant: Tenant): Promise<void> {
  const members = await tier.controlDb.read((tx) => listMembers(tx, tenant.id));
  if (members.length === 0) return;
  await tier.tenantRouter.connect(tenant).write(async (tx) => {
    for (const member of members) await upsertMember(tx, member);
  });
}

async function listMembers(tx: ControlTx, tenantId: string): Promise<MemberInput[]> {
  const { rows } = await tx.execute<MemberInput>(sql`
    select u.id, coalesce(nullif(u.email, ''), u.id || '@no-email.invalid') as email, u.first_name as "firstName",
           u.last_name as "lastName", u.avatar_url as "avatarUrl", m.role
    from control.memberships m join control.users u on u.id = m.user_id
    where m.tenant_id = ${tenantId} and m.deleted_at is null and u.deleted_at is null`);
  return rows;
}

/** The same for what was born a moment ago: nothing else of it is in the journal. */
async function activateBorn(
  tx: ControlTx,
  tenantId: string,
  version: string | null,
  actor: Actor,
): Promise<void> {
  const isMaking = eq(tenants.status, "provisioning");
  const [made] = await tx
    .update(tenants)
    .set({
      schemaVersion: version,
      status: sql`case when ${isMaking} then 'active' else ${tenants.status} end`,
    })
    .where(eq(tenants.id, tenantId))
    .returning({ status: tenants.status });
  await Promise.all([
    notifyTenantChanged(tx, tenantId),
    made?.status === "active" && recordAudit(tx, { actor, action: "tenant.provision", tenantId }),
  ]);
}

/** Unless it was deleted while it was being made. */
async function activate(tx: ControlTx, tenantId: string, actor: Actor): Promise<void> {
  const tenant = await lockTenant(tx, tenantId);
  // A kill may have come between the place's making and its note.
  await noteAllDone(tx, { tenantId, kind: "provision" });
  if (tenant?.status !== "provisioning") return;
  await setTenantStatus(tx, tenantId, "active");
  await recordAudit(tx, { actor, action: "tenant.provision", tenantId });
}
