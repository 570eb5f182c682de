/** What we know of the identity provider's users; the provider owns them, webhooks keep this current. */
import { and, eq, isNull, lte, not, type SQL, sql } from "drizzle-orm";
import type { ControlTx } from "./control-db.ts";
import { joinRequests } from "./schema/join-requests.ts";
import { mails } from "./schema/mails.ts";
import { users } from "./schema/people.ts";
import { createTombstone, hasTombstone, lockProviderObject } from "./tombstones.ts";

export type User = {
  id: string;
  email: string;
  firstName: string | null;
  lastName: string | null;
  avatarUrl: string | null;
};
export type UserFromSource = User & {
  sourceUpdatedAt: Date;
  /** Left out where the source did not say. */
  hasSecondFactor?: boolean;
  /** They can sign in through their company. Left out where the source did not say. */
  hasCompanyAccount?: boolean;
  /** The provider lets them sign in nowhere. Left out where the source did not say. */
  isBarred?: boolean;
};

/** What nobody has told us of yet: whatever the identity provider says, at any time, is newer. */
export const BEFORE_ANY_SOURCE = new Date(0);

const columns = {
  id: users.id,
  email: users.email,
  firstName: users.firstName,
  lastName: users.lastName,
  avatarUrl: users.avatarUrl,
};

/**
 * Writes a user unless what we have is newer. Answers whether it was written; a deleted user stays deleted.
 */
export async function upsertUser(tx: ControlTx, user: UserFromSource): Promise<boolean> {
  await lockProviderObject(tx, "user", user.id);
  if (await hasTombstone(tx, "user", user.id)) return false;
  const { id: _, ...fields } = user;
  const rows = await tx
    .insert(users)
    .values(user)
    .onConflictDoUpdate({
      target: users.id,
      set: fields,
      setWhere: lte(users.sourceUpdatedAt, sql`excluded.source_updated_at`),
    })
    .returning({ id: users.id });
  return rows.length > 0;
}

/** Writes a user whom nobody has told us of. */
export async function ensureUser(tx: ControlTx, user: User): Promise<void> {
  const isUser = eq(users.id, user.id);
  const [known] = await tx.select({ id: users.id }).from(users).where(isUser);
  if (!known) await upsertUser(tx, { ...user, sourceUpdatedAt: BEFORE_ANY_SOURCE });
}

/** A user who is not deleted. */
export async function getUserById(tx: ControlTx, id: string): Promise<User | undefined> {
  const rows = await tx
    .select(columns)
    .from(users)
    .where(and(eq(users.id, id), isNull(users.deletedAt)));
  return rows[0];
}

/** Somebody who may come in at all: neither gone nor barred by the provider. */
export const MAY_SIGN_IN: SQL = sql`(${users.deletedAt} is null and not ${users.isBarred})`;

/** Whether nobody comes in as this person: they are gone, or the provider bars them. */
export async function isKeptOut(tx: ControlTx, id: string): Promise<boolean> {
  const rows = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.id, id), not(MAY_SIGN_IN)));
  return rows.length > 0;
}

/** Whether they can sign in through their company, as far as we were told. */
export async function hasCompanyAccount(tx: ControlTx, id: string): Promise<boolean> {
  const [row] = await tx.select({ has: users.hasCompanyAccount }).from(users).where(eq(users.id, id));
  return row?.has ?? false;
}

/** The person has just signed in with one: their own message may still be on its way. */
export async function noteSecondFactor(tx: ControlTx, id: string): Promise<void> {
  await tx
    .update(users)
    .set({ hasSecondFactor: true })
    .where(and(eq(users.id, id), eq(users.hasSecondFactor, false)));
}

/** For good: the row keeps its id and loses what identifies the person; a tombstone keeps late events out. */
export async function deleteUser(tx: ControlTx, id: string, deletedAt: Date): Promise<void> {
  await lockProviderObject(tx, "user", id);
  await createTombstone(tx, "user", id, deletedAt);
  await tx.delete(joinRequests).where(eq(joinRequests.userId, id));
  await tx.delete(mails).where(eq(mails.userId, id));
  await tx
    .update(users)
    .set({ deletedAt, email: "", firstName: null, lastName: null, avatarUrl: null, preferences: {} })
    .where(eq(users.id, id));
}
