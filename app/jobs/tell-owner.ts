/** An owner whom staff named: at the provider, and in the tenant's own table. */
import { z } from "zod";
import { type DataTier, getMembershipRole, getTenant } from "#app/db.server.ts";
import { syncMember } from "#app/identity/members.server.ts";
import { ensureProviderRole } from "#app/identity/memberships.server.ts";

const Payload = z.object({ tenantId: z.uuid(), userId: z.string() });

export async function tellOwner(tier: DataTier, payload: unknown): Promise<void> {
  const key = Payload.parse(payload);
  await syncMember(tier, key);
  const [tenant, role] = await tier.controlDb.read((tx) =>
    Promise.all([getTenant(tx, key.tenantId), getMembershipRole(tx, key)]),
  );
  // Somebody has decided otherwise since.
  if (!tenant?.organizationId || role !== "owner") return;
  await ensureProviderRole({ organizationId: tenant.organizationId, userId: key.userId }, "owner");
}
