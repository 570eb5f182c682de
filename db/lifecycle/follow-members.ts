/**
 * A tenant's whole `members` table, as the control plane says it is: after a time in which the tenant could
 * not be told of changes, or where a message of the identity provider was lost.
 */
import { or } from "drizzle-orm";
import { notifyAccessChanged } from "../control/access-changes.ts";
import type { DataTier } from "../data-tier.ts";
import type { Tenant } from "../routing/tenant.ts";
import type { TenantTx } from "../routing/tenant-db.ts";
import { type MemberInput, removeMember, upsertMember } from "../tenant/members.ts";
import { members } from "../tenant/schema.ts";
import { listMembers } from "./first-members.ts";

/**
 * Who may see what is said by the control plane, and counts at once: so it is written into a tenant that is
 * read-only as well.
 */
const EVEN_READ_ONLY = { evenReadOnly: true };

/** The job that follows once a tenant is back: what changed while it was brought back is in it. */
export const FOLLOW_MEMBERS_JOB = "follow-members";

/** Rounds after which something else must be wrong. */
const MAX_ROUNDS = 10;

/**
 * Looks again afterwards, as no transaction spans both databases: what changed meanwhile is written too.
 * Answers whose rows were changed.
 */
export async function followMembers(tier: DataTier, tenant: Tenant): Promise<string[]> {
  const changed = new Set<string>();
  const db = tier.tenantRouter.connect(tenant);
  let wanted = await readWanted(tier, tenant.id);
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const written = JSON.stringify(wanted);
    const ids = await db.write((tx) => writeDifferences(tx, wanted), EVEN_READ_ONLY);
    for (const id of ids) changed.add(id);
    wanted = await readWanted(tier, tenant.id);
    if (JSON.stringify(wanted) !== written) continue;
    await tellChanged(tier, tenant.id, [...changed]);
    return [...changed];
  }
  throw new Error("The members kept changing while being written.");
}

const readWanted = async (tier: DataTier, tenantId: string): Promise<MemberInput[]> => {
  const wanted = await tier.controlDb.read((tx) => listMembers(tx, tenantId));
  return wanted.sort((one, other) => (one.id < other.id ? -1 : 1));
};

/** Whose rows `followMembers` would change. */
export async function listStaleMembers(tier: DataTier, tenant: Tenant): Promise<string[]> {
  const wanted = await readWanted(tier, tenant.id);
  const { stale, gone } = await tier.tenantRouter.connect(tenant).read((tx) => compare(tx, wanted));
  return [...stale, ...gone].map(({ id }) => id);
}

/** What is right already is not written: most of it is. */
async function writeDifferences(tx: TenantTx, wanted: MemberInput[]): Promise<string[]> {
  const { stale, gone } = await compare(tx, wanted);
  for (const member of stale) await upsertMember(tx, member);
  for (const { id } of gone) await removeMember(tx, id);
  return [...stale, ...gone].map(({ id }) => id);
}

async function compare(tx: TenantTx, wanted: MemberInput[]) {
  const rows = await tx
    .select({
      id: members.id,
      email: members.email,
      firstName: members.firstName,
      lastName: members.lastName,
      avatarUrl: members.avatarUrl,
      role: members.role,
      isDeactivated: members.isDeactivated,
    })
    .from(members)
    .where(or(members.isActive, members.isDeactivated));
  const present = new Map(rows.map((row) => [row.id, row]));
  const stale = wanted.filter((member) => !isSame(present.get(member.id), member));
  const kept = new Set(wanted.map(({ id }) => id));
  return { stale, gone: rows.filter(({ id }) => !kept.has(id)) };
}

function isSame(one: MemberInput | undefined, other: MemberInput): boolean {
  if (!one) return false;
  return (Object.keys(other) as (keyof MemberInput)[]).every((key) => one[key] === other[key]);
}

async function tellChanged(tier: DataTier, tenantId: string, userIds: string[]): Promise<void> {
  if (userIds.length === 0) return;
  await tier.controlDb.write(async (tx) => {
    for (const userId of userIds) await notifyAccessChanged(tx, { tenantId, userId });
  });
}
