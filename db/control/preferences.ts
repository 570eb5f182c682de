/** What a person prefers, wherever they are: kept with the person, told to all processes. */
import { and, eq, isNull, sql } from "drizzle-orm";
import { ACCESS_CHANNEL, TOLD_CHARACTERS } from "./access-changes.ts";
import type { ControlTx } from "./control-db.ts";
import type { PersonPreferences } from "./preference-choices.ts";
import { memberships, users } from "./schema/people.ts";

/** Nothing is preferred by who is not known. */
export async function getPersonPreferences(tx: ControlTx, userId: string): Promise<PersonPreferences> {
  const [row] = await tx
    .select({ preferences: users.preferences })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.deletedAt)));
  return row?.preferences ?? {};
}

/** `null` takes a choice back. */
export type PreferenceChanges = { [K in keyof PersonPreferences]?: PersonPreferences[K] | null };

/**
 * What is left out stays. Mail follows the language. Every process hears of it with the commit, for each of
 * the person's tenants.
 */
export async function changePreferences(
  tx: ControlTx,
  userId: string,
  changes: PreferenceChanges,
): Promise<void> {
  const merged = sql`jsonb_strip_nulls(${users.preferences} || ${JSON.stringify(changes)}::jsonb)`;
  await tx
    .update(users)
    .set({ preferences: merged, ...(changes.locale && { language: changes.locale }) })
    .where(and(eq(users.id, userId), isNull(users.deletedAt)));
  await tx.execute(sql`select pg_notify(${ACCESS_CHANNEL},
    ${memberships.tenantId} || ' ' || left(${memberships.userId}, ${TOLD_CHARACTERS}))
    from ${memberships} where ${memberships.userId} = ${userId} and ${memberships.deletedAt} is null`);
}

/** Where two people turned out to be one: what the one had chosen counts where the other chose nothing. */
export async function movePreferences(
  tx: ControlTx,
  { from, into }: { from: string; into: string },
): Promise<void> {
  const former = await getPersonPreferences(tx, from);
  const merged = sql`${JSON.stringify(former)}::jsonb || ${users.preferences}`;
  await tx.update(users).set({ preferences: merged }).where(eq(users.id, into));
}
