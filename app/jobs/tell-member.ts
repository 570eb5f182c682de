/**
 * What was decided here of a member, by page or by staff, where its process ended before all had heard of it:
 * the tenant's own table, and the provider.
 */
import { z } from "zod";
import { getMembershipState, isLetInSince, type MembershipKey } from "#app/db.people.server.ts";
import { type DataTier, getTenant, hasTombstone, type Role } from "#app/db.server.ts";
import { identity } from "#app/identity/identity.server.ts";
import { syncMember } from "#app/identity/members.server.ts";

/**
 * `isNamed`: somebody here let the person in, or made them an owner, whether they were in the organization or
 * not.
 */
const Payload = z.object({ tenantId: z.uuid(), userId: z.string(), isNamed: z.boolean().default(false) });

/** Tried again however late, it takes back nothing that was decided since, here or at the provider. */
export async function tellMember(tier: DataTier, payload: unknown): Promise<void> {
  const { isNamed, ...key } = Payload.parse(payload);
  await syncMember(tier, key);
  const [tenant, known] = await tier.controlDb.read((tx) =>
    Promise.all([getTenant(tx, key.tenantId), getMembershipState(tx, key)]),
  );
  if (!tenant?.organizationId || !known) return;
  const place = { organizationId: tenant.organizationId, userId: key.userId };
  const there = await identity.memberships.fetch(place);
  if (!there) {
    const isLetIn = isNamed && (await isUnheardOf(tier, known.sourceId));
    return known.role && isLetIn ? identity.memberships.add(place, known.role) : undefined;
  }
  // What the provider has said since is newer: its own message brings it.
  const isNewer = there.id !== (known.sourceId ?? there.id) || there.updatedAt > known.sourceUpdatedAt;
  const isOurs = !isNewer || (isNamed && (await isDecidedAfter(tier, key, there.updatedAt)));
  if (isOurs) await tell(place, known.role);
}

/** Of a membership that the provider has told of, and has no more, the end is on its way. */
const isUnheardOf = async ({ controlDb }: DataTier, sourceId: string | null): Promise<boolean> =>
  sourceId === null || controlDb.read((tx) => hasTombstone(tx, "membership", sourceId));

/** The provider's last word is from before the person was let in, or named, here. */
const isDecidedAfter = ({ controlDb }: DataTier, key: MembershipKey, moment: Date): Promise<boolean> =>
  controlDb.read((tx) => isLetInSince(tx, key, moment));

const tell = async (place: { organizationId: string; userId: string }, role: Role | undefined) =>
  role ? void (await identity.memberships.setRole(place, role)) : identity.memberships.end(place);
