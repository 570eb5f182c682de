/** The people of one tenant. */
import { and, type Column, eq, type SQL, sql } from "drizzle-orm";
import type { TenantTx } from "../routing/tenant-db.ts";
import { members } from "./schema.ts";

export type MemberRow = typeof members.$inferSelect;
export type MemberInput = Pick<MemberRow, "id" | "email" | "firstName" | "lastName" | "avatarUrl" | "role">;

/**
 * The name of the member whose id is in `id`, or their address; empty where nobody has that id. A query of
 * its own within the other: cheaper to plan than a join, which is most of what a short list costs.
 */
export const memberName = (id: Column): SQL<string> => sql<string>`coalesce((
  SELECT coalesce(nullif(concat_ws(' ', ${members.firstName}, ${members.lastName}), ''), ${members.email})
  FROM ${members} WHERE ${members.id} = ${id}), '')`;

export async function getMember(tx: TenantTx, id: string): Promise<MemberRow | undefined> {
  const [row] = await tx.select().from(members).where(eq(members.id, id));
  return row;
}

/** Adds a member, or brings one up to date and back. */
export async function upsertMember(tx: TenantTx, input: MemberInput): Promise<void> {
  const set = { ...input, isActive: true };
  await tx.insert(members).values(input).onConflictDoUpdate({ target: members.id, set });
}

/**
 * The first members of a schema that is being made, for the flight that makes it: its search_path is that
 * schema.
 */
export const insertMember = ({ id, email, firstName, lastName, avatarUrl, role }: MemberInput) => ({
  text: "INSERT INTO members (id, email, first_name, last_name, avatar_url, role) VALUES ($1, $2, $3, $4, $5, $6)",
  values: [id, email, firstName, lastName, avatarUrl, role],
});

/** Ends a membership; what the person made stays, under their name. */
export async function removeMember(tx: TenantTx, id: string): Promise<void> {
  await tx.update(members).set({ isActive: false }).where(eq(members.id, id));
}

/** `last_seen_at` is written at most this often. */
const MEMBER_TOUCH_MINUTES = 60;

/** Whether it is time to note again that the member is here. */
export const isSeenLongAgo = ({ lastSeenAt }: Pick<MemberRow, "lastSeenAt">): boolean =>
  lastSeenAt === null || lastSeenAt.getTime() < Date.now() - MEMBER_TOUCH_MINUTES * 60_000;

/** Notes that the member is here; of several requests at one time the first does it. */
export async function touchMember(tx: TenantTx, id: string): Promise<void> {
  const isStale = sql`(${members.lastSeenAt} is null
    or ${members.lastSeenAt} < now() - make_interval(mins => ${MEMBER_TOUCH_MINUTES}))`;
  await tx
    .update(members)
    .set({ lastSeenAt: sql`now()` })
    .where(and(eq(members.id, id), isStale));
}
