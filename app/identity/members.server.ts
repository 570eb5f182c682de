/** A tenant's own `members` table follows the control plane. */
import {
  getMembershipState,
  type MemberInput,
  type MembershipKey,
  notifyAccessChanged,
  removeMember,
  upsertMember,
} from "#app/db.people.server.ts";
import { type DataTier, getTenant, type Tenant } from "#app/db.server.ts";
import { knownUser } from "./users.server.ts";

/** In these states a tenant has a place to write to. */
const REACHABLE = new Set<Tenant["status"]>(["active", "read-only", "suspended", "moving"]);
/** Rounds after which something else must be wrong. */
const MAX_ROUNDS = 10;

export const isReachable = (tenant: Tenant): boolean => REACHABLE.has(tenant.status);

/**
 * Makes the tenant's row what the control plane says of this person, and looks again afterwards: of two
 * messages at work at once, whoever writes last finds the other's change. No transaction spans both
 * databases.
 */
export async function syncMember(tier: DataTier, key: MembershipKey): Promise<void> {
  let { tenant, member } = await readWanted(tier, key);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    if (!tenant || !isReachable(tenant)) return;
    const written = JSON.stringify(member);
    await writeMember(tier, tenant, key.userId, member);
    ({ tenant, member } = await readWanted(tier, key));
    if (JSON.stringify(member) === written) return;
  }
  throw new Error("A member kept changing while being written.");
}

type Wanted = { tenant: Tenant | undefined; member: MemberInput | undefined };

async function readWanted(tier: DataTier, { tenantId, userId }: MembershipKey): Promise<Wanted> {
  const [tenant, state] = await tier.controlDb.read((tx) =>
    Promise.all([getTenant(tx, tenantId), getMembershipState(tx, { tenantId, userId })]),
  );
  const role = state?.role;
  const user = role && (await knownUser(tier, userId));
  if (!user) return { tenant, member: undefined };
  const { isDeactivated } = state;
  const { id, firstName, lastName, avatarUrl } = user;
  const email = user.email || `${id}@no-email.invalid`;
  return { tenant, member: { id, email, firstName, lastName, avatarUrl, role, isDeactivated } };
}

async function writeMember(
  tier: DataTier,
  tenant: Tenant,
  userId: string,
  member: MemberInput | undefined,
): Promise<void> {
  const db = tier.tenantRouter.connect(tenant);
  // Who may see what counts at once, in a tenant that is read-only as well.
  await db.write((tx) => (member ? upsertMember(tx, member) : removeMember(tx, userId)), {
    evenReadOnly: true,
  });
  await tier.controlDb.write((tx) => notifyAccessChanged(tx, { tenantId: tenant.id, userId }));
}
