/**
 * Tenants' own members, which follow what is known of memberships: by jobs, of which one may have failed for
 * good.
 */
import { followMembers, listStaleMembers, type OrganizationTenant } from "#app/db.people.server.ts";
import { type Actor, type DataTier, getTenant, type ReconcileLine, recordAudit } from "#app/db.server.ts";
import { isReachable } from "#app/identity/members.server.ts";

/** Without an actor nothing is repaired. A tenant that cannot be reached holds up no other. */
export async function findLostMembers(
  tier: DataTier,
  tenants: OrganizationTenant[],
  actor: Actor | undefined,
): Promise<{ seen: number; lines: ReconcileLine[] }> {
  const lines: ReconcileLine[] = [];
  let seen = 0;
  for (const tenant of tenants) {
    try {
      const stale = await followOne(tier, tenant, actor);
      if (!stale) continue;
      seen++;
      if (stale.length > 0) lines.push(toLine(tenant, stale.join(", "), actor ? "repaired" : "found"));
    } catch (error) {
      lines.push(toLine(tenant, null, "failed", error instanceof Error ? error.message : String(error)));
    }
  }
  return { seen, lines };
}

/** Whose rows were not as they should be; undefined where there are none to look at. */
async function followOne(
  tier: DataTier,
  { tenantId }: OrganizationTenant,
  actor: Actor | undefined,
): Promise<string[] | undefined> {
  const tenant = await tier.controlDb.read((tx) => getTenant(tx, tenantId));
  if (!tenant || !isReachable(tenant)) return undefined;
  if (!actor) return listStaleMembers(tier, tenant);
  const userIds = await followMembers(tier, tenant);
  const detail = { type: "members", userIds };
  if (userIds.length > 0)
    await tier.controlDb.write((tx) =>
      recordAudit(tx, { actor, action: "identity.repair", tenantId, detail }),
    );
  return userIds;
}

const toLine = (
  { organizationId, slug }: OrganizationTenant,
  detail: string | null,
  outcome: ReconcileLine["outcome"],
  error: string | null = null,
): ReconcileLine => ({
  object: "members",
  change: "changed",
  id: organizationId,
  tenant: slug,
  detail,
  outcome,
  error,
});
