/**
 * What was decided here of a member, by page or by staff, where its process ended before all had heard of it:
 * the tenant's own table, and the provider.
 */
import { z } from "zod";
import { getMembershipState } from "#app/db.people.server.ts";
import { type DataTier, getTenant, type Role } from "#app/db.server.ts";
import { identity } from "#app/identity/identity.server.ts";
import { syncMember } from "#app/identity/members.server.ts";

/** `isNamed`: staff made the person an owner, whether they were in the organization or not. */
const Payload = z.object({ tenantId: z.uuid(), userId: z.string(), isNamed: z.boolean().default(false) });

export async function tellMember(tier: DataTier, payload: unknown): Promise<void> {
  const { isNamed, ...key } = Payload.parse(payload);
  await syncMember(tier, key);
  const [tenant, known] = await tier.controlDb.read((tx) =>
    Promise.all([getTenant(tx, key.tenantId), getMembershipState(tx, key)]),
  );
  if (!tenant?.organizationId || !known) return;
  const place = { organizationId: tenant.organizationId, userId: key.userId };
  const there = await identity.memberships.fetch(place);
  if (!there) return known.role && isNamed ? identity.memberships.add(place, known.role) : undefined;
  // What the provider has said since is newer: its own message brings it.
  const isNewer = there.id !== (known.sourceId ?? there.id) || there.updatedAt > known.sourceUpdatedAt;
  if (!isNewer || isNamed) await tell(place, known.role);
}

const tell = async (place: { organizationId: string; userId: string }, role: Role | undefined) =>
  role ? void (await identity.memberships.setRole(place, role)) : identity.memberships.end(place);
