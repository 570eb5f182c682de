/** Who was asked into an organization, as the provider tells it. A page of ours that asked has written it. */
import { upsertInvitation } from "#app/db.people.server.ts";
import { type DataTier, findTenantId, hasTombstone } from "#app/db.server.ts";
import type { EventOf } from "#app/identity/identity-event.ts";
import { TenantNotReady } from "./tenant-not-ready.ts";

export async function applyInvitation(
  tier: DataTier,
  { organizationId, invitation }: EventOf<"invitationChanged">,
): Promise<void> {
  await tier.controlDb.write(async (tx) => {
    if (await hasTombstone(tx, "organization", organizationId)) return;
    const tenantId = await findTenantId(tx, organizationId);
    if (!tenantId) throw new TenantNotReady(organizationId);
    await upsertInvitation(tx, { ...invitation, tenantId });
  });
}
