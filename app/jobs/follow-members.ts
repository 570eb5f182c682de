/** A tenant that is back follows what the control plane knows of its people. */
import { z } from "zod";
import { followMembers } from "#app/db.people.server.ts";
import { type DataTier, getTenant } from "#app/db.server.ts";
import { isReachable } from "#app/identity/members.server.ts";

const Payload = z.object({ tenantId: z.uuid() });

export async function followMembersOf(tier: DataTier, payload: unknown): Promise<void> {
  const { tenantId } = Payload.parse(payload);
  const tenant = await tier.controlDb.read((tx) => getTenant(tx, tenantId));
  if (tenant && isReachable(tenant)) await followMembers(tier, tenant);
}
