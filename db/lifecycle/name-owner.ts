/**
 * An owner, named by staff: for a tenant whose owners are all gone. In the control plane at once; the
 * identity provider and the tenant's own table are told by a job, which the worker tries until they are.
 */
import { and, eq, isNull, or, sql } from "drizzle-orm";
import type { Actor } from "../control/audit-log.ts";
import type { ControlTx } from "../control/control-db.ts";
import { enqueue } from "../control/jobs.ts";
import { lockOwners, TELL_MEMBER_JOB } from "../control/member-changes.ts";
import { getMembershipRole, makeOwner } from "../control/memberships.ts";
import { users } from "../control/schema/people.ts";
import { revokeSessionsByMember } from "../control/sessions.ts";
import { isKeptOut } from "../control/users.ts";
import type { DataTier } from "../data-tier.ts";
import { PersonUnknown } from "../people-errors.ts";
import { changeTenantIn } from "./change.ts";

type Naming = {
  /** The address or the id of somebody who has signed up. */
  person: string;
  actor: Actor;
  reason?: string | undefined;
};

/**
 * Answers false where the person owns the tenant already. Throws PersonUnknown, LifecycleRefused and
 * TenantUnknown.
 */
export async function nameOwner(
  tier: DataTier,
  tenantId: string,
  { person, actor, reason }: Naming,
): Promise<boolean> {
  const userId = await tier.controlDb.read((tx) => requireOwner(tx, person));
  const key = { tenantId, userId };
  return tier.controlDb.write(async (tx) => {
    await lockOwners(tx, tenantId);
    const role = await getMembershipRole(tx, key);
    return changeTenantIn(tx, tenantId, {
      kind: "owner",
      actor,
      isDone: () => role === "owner",
      make: async () => {
        await makeOwner(tx, key);
        // Other rights, other sessions.
        await revokeSessionsByMember(tx, key);
        await enqueue(tx, { name: TELL_MEMBER_JOB, payload: { ...key, isNamed: true } });
        return { userId, ...(reason && { reason }) };
      },
    });
  });
}

/** Whom the provider bars could not come in, and owns nothing. */
async function requireOwner(tx: ControlTx, person: string): Promise<string> {
  const id = await requirePerson(tx, person);
  if (await isKeptOut(tx, id)) throw new PersonUnknown(person.trim(), 0);
  return id;
}

/** The id of who has signed up, by address or id. Throws PersonUnknown. */
export async function requirePerson(tx: ControlTx, person: string): Promise<string> {
  const typed = person.trim();
  const isPerson = or(eq(users.id, typed), eq(sql`lower(${users.email})`, typed.toLowerCase()));
  const found = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(isPerson, isNull(users.deletedAt)))
    .limit(2);
  const [only] = found;
  if (!only || found.length > 1) throw new PersonUnknown(typed, found.length);
  return only.id;
}
