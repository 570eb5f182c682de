/** The stand-in's people. */
import { asc, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { ControlTx } from "../control/control-db.ts";
import { AlreadyTaken } from "../errors.ts";
import { newLocalId } from "./ids.ts";
import { localMemberships, localOrganizations, localUsers } from "./schema.ts";

export type LocalUser = typeof localUsers.$inferSelect;
export type NewLocalUser = {
  id?: string;
  email: string;
  firstName: string;
  lastName: string;
  hasSecondFactor?: boolean;
  throughCompanyAt?: Date;
};

/** Most lines of people that the sign-in page offers: those of the oldest workspaces come first. */
const LOCAL_PEOPLE_LIMIT = 30;

const values = ({ id, ...user }: NewLocalUser) => ({ id: id ?? newLocalId("user"), ...user });

/** Throws `AlreadyTaken("email")` where somebody has the address. */
export async function createLocalUser(tx: ControlTx, user: NewLocalUser): Promise<LocalUser> {
  const rows = await tx.insert(localUsers).values(values(user)).onConflictDoNothing().returning();
  const [created] = rows;
  if (!created) throw new AlreadyTaken("email", "Somebody has this e-mail address already.");
  return created;
}

/** For seeding: writes the person unless the id or address is there, and answers the one who is. */
export async function ensureLocalUser(tx: ControlTx, user: NewLocalUser): Promise<LocalUser> {
  await tx.insert(localUsers).values(values(user)).onConflictDoNothing();
  const found = await getLocalUserByEmail(tx, user.email);
  if (!found) throw new AlreadyTaken("id", `The id ${user.id} belongs to somebody else.`);
  return found;
}

export async function getLocalUser(tx: ControlTx, id: string): Promise<LocalUser | undefined> {
  const rows = await tx.select().from(localUsers).where(eq(localUsers.id, id));
  return rows[0];
}

export async function getLocalUserByEmail(tx: ControlTx, email: string): Promise<LocalUser | undefined> {
  const rows = await tx
    .select()
    .from(localUsers)
    .where(eq(sql`lower(${localUsers.email})`, email.toLowerCase()));
  return rows[0];
}

export async function listLocalUsers(
  tx: ControlTx,
  { limit, offset, isOldestFirst }: { limit: number; offset: number; isOldestFirst?: boolean },
): Promise<{ users: LocalUser[]; total: number }> {
  const inOrder = isOldestFirst ? asc : desc;
  const [users, total] = await Promise.all([
    tx
      .select()
      .from(localUsers)
      .orderBy(inOrder(localUsers.createdAt), inOrder(localUsers.id))
      .limit(limit)
      .offset(offset),
    tx.$count(localUsers),
  ]);
  return { users, total };
}

export async function updateLocalUser(
  tx: ControlTx,
  id: string,
  changes: Partial<Omit<NewLocalUser, "id">>,
): Promise<LocalUser | undefined> {
  const rows = await tx
    .update(localUsers)
    .set({ ...changes, updatedAt: sql`clock_timestamp()` })
    .where(eq(localUsers.id, id))
    .returning();
  return rows[0];
}

export async function deleteLocalUser(tx: ControlTx, id: string): Promise<LocalUser | undefined> {
  const rows = await tx.delete(localUsers).where(eq(localUsers.id, id)).returning();
  return rows[0];
}

export type LocalPerson = LocalUser & { organizationName: string | null; role: string | null };

/** The first who can sign in, once for each organization they are in, and whether there are more of them. */
export async function listLocalPeople(tx: ControlTx): Promise<{ people: LocalPerson[]; hasMore: boolean }> {
  const people = await select(tx, undefined, LOCAL_PEOPLE_LIMIT + 1);
  return { people: people.slice(0, LOCAL_PEOPLE_LIMIT), hasMore: people.length > LOCAL_PEOPLE_LIMIT };
}

/** Those of these addresses (in lower case) that somebody has. */
export const listLocalPeopleByEmail = (tx: ControlTx, emails: string[]): Promise<LocalPerson[]> =>
  select(tx, inArray(sql`lower(${localUsers.email})`, emails), LOCAL_PEOPLE_LIMIT);

async function select(tx: ControlTx, where: SQL | undefined, limit: number): Promise<LocalPerson[]> {
  const rows = await tx
    .select({ user: localUsers, organizationName: localOrganizations.name, role: localMemberships.role })
    .from(localUsers)
    .leftJoin(localMemberships, eq(localMemberships.userId, localUsers.id))
    .leftJoin(localOrganizations, eq(localOrganizations.id, localMemberships.organizationId))
    .where(where)
    .orderBy(asc(localOrganizations.createdAt), asc(localMemberships.id), asc(localUsers.id))
    .limit(limit);
  return rows.map(({ user, organizationName, role }) => ({ ...user, organizationName, role }));
}
