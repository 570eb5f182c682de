/** Two people made one by staff, where the identity provider does not tell of it. */
import { eq } from "drizzle-orm";
import type { Actor } from "../control/audit-log.ts";
import type { Merge } from "../control/merged-memberships.ts";
import { getMergedInto, type MergedMembership, mergeUsers, planMerge } from "../control/merged-users.ts";
import { users } from "../control/schema/people.ts";
import type { DataTier } from "../data-tier.ts";
import { PersonUnknown, SamePerson } from "../people-errors.ts";
import { requirePerson } from "./name-owner.ts";

/**
 * Addresses or ids. Who is gone already, as after a merge that the provider did not tell of, is found by
 * their id. Throws PersonUnknown, and SamePerson where the two are one already.
 */
export function findMerge(tier: DataTier, persons: Merge): Promise<Merge> {
  return tier.controlDb.read(async (tx) => {
    const typed = persons.from.trim();
    const [gone] = await tx.select({ id: users.id }).from(users).where(eq(users.id, typed));
    const from = gone?.id ?? (await requirePerson(tx, typed));
    const into = await requirePerson(tx, persons.into);
    const now = await getMergedInto(tx, from);
    if (now === into) throw new SamePerson(from, into);
    if (now !== from) throw new PersonUnknown(persons.from, 0);
    return { from, into };
  });
}

/** By tenant. Without an actor nothing is done: it tells what would be. */
export const mergePeople = (
  { controlDb }: DataTier,
  merge: Merge,
  actor: Actor | undefined,
): Promise<MergedMembership[]> =>
  actor
    ? controlDb.write((tx) => mergeUsers(tx, merge, { actor, mergedAt: new Date() }))
    : controlDb.read((tx) => planMerge(tx, merge));
