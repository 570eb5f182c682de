/** The people of one tenant. */
import { and, type Column, eq, getTableColumns, not, type SQL, sql } from "drizzle-orm";
import { ERASED_DOMAIN } from "../declaration.ts";
import { ANY, decodeCursor, keyset, type Page, type PageRequest, pageSize, toPage } from "../paging.ts";
import { tellChanged } from "../routing/own-channel.ts";
import type { Role } from "../routing/tenant.ts";
import type { TenantTx } from "../routing/tenant-db.ts";
import { containing } from "../text.ts";
import { members } from "./schema.ts";

export type MemberRow = Omit<typeof members.$inferSelect, "searchText">;

/** All but what only a search reads. */
const { searchText: _, ...memberColumns } = getTableColumns(members);

export { memberColumns };
export type MemberInput = Pick<
  MemberRow,
  "id" | "email" | "firstName" | "lastName" | "avatarUrl" | "role"
> & {
  /** A member who may not come in. Default: false. */
  isDeactivated?: boolean;
};

/** Somebody who was erased: only the id of their row is left. */
const isErased: SQL = sql`${members.email} like ${`%@${ERASED_DOMAIN}`}`;

/** By name where one is known, else by address; empty for who was erased. */
export const shownName = sql<string>`coalesce(nullif(concat_ws(' ', ${members.firstName}, ${members.lastName}), ''),
  case when ${isErased} then '' else ${members.email} end)`;

/**
 * The name of the member whose id is in `id`, or their address; empty where nobody has that id. A query of
 * its own within the other: cheaper to plan than a join, which is most of what a short list costs.
 */
export const memberName = (id: Column | SQL<string>): SQL<string> => sql<string>`coalesce((
  SELECT ${shownName}
  FROM ${members} WHERE ${members.id} = ${id}), '')`;

/** The address of the picture of the member whose id is in `id`. */
export const memberPicture = (id: Column | SQL<string>): SQL<string | null> => sql<string | null>`(
  SELECT ${members.avatarUrl} FROM ${members} WHERE ${members.id} = ${id})`;

export async function getMember(tx: TenantTx, id: string): Promise<MemberRow | undefined> {
  const [member] = await tx.select(memberColumns).from(members).where(eq(members.id, id));
  return member;
}

/** Adds a member, or brings one up to date and back. */
export async function upsertMember(
  tx: TenantTx,
  { isDeactivated = false, ...input }: MemberInput,
): Promise<void> {
  const set = { ...input, isDeactivated, isActive: !isDeactivated };
  const written = tx.insert(members).values(set).onConflictDoUpdate({ target: members.id, set });
  await Promise.all([written, tellChanged(tx, "member")]);
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
  const ended = tx.update(members).set({ isActive: false, isDeactivated: false }).where(eq(members.id, id));
  await Promise.all([ended, tellChanged(tx, "member")]);
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

export type MemberFilter = {
  search?: string | undefined;
  role?: Role | undefined;
  /** Default: all, also those who were in and those who are kept out; but nobody who was erased. */
  isActive?: boolean | undefined;
  isDeactivated?: boolean | undefined;
};

export type MemberSummary = Pick<
  MemberRow,
  | "id"
  | "email"
  | "firstName"
  | "lastName"
  | "avatarUrl"
  | "role"
  | "isActive"
  | "isDeactivated"
  | "lastSeenAt"
  | "joinedAt"
>;

const summary = {
  id: members.id,
  email: members.email,
  firstName: members.firstName,
  lastName: members.lastName,
  avatarUrl: members.avatarUrl,
  role: members.role,
  isActive: members.isActive,
  isDeactivated: members.isDeactivated,
  lastSeenAt: members.lastSeenAt,
  joinedAt: members.joinedAt,
};

/** As `members_name_idx` has them. */
const BY_NAME = [
  { expression: sql`lower(coalesce(${members.firstName}, ''))`, type: "text" as const },
  { expression: sql`lower(coalesce(${members.lastName}, ''))`, type: "text" as const },
  { expression: sql`${members.id}`, type: "text" as const },
];

/** By first name, last name, a page at a time. */
export async function listMemberSummaries(
  tx: TenantTx,
  { cursor, limit, ...filter }: MemberFilter & PageRequest,
): Promise<Page<MemberSummary>> {
  const at = decodeCursor(cursor, [ANY, ANY, ANY]);
  const size = pageSize(limit);
  const { where, orderBy } = keyset(BY_NAME, "asc", at);
  const [first, last] = BY_NAME.map(({ expression }) => expression as SQL<string>);
  const rows = await tx
    .select({ summary, first: first as SQL<string>, last: last as SQL<string> })
    .from(members)
    .where(and(matching(filter), where))
    .orderBy(orderBy)
    .limit(size + 1);
  const page = toPage(rows, size, at, (row) => [row.first, row.last, row.summary.id]);
  return { ...page, items: page.items.map((row) => row.summary) };
}

export const countMembers = (tx: TenantTx, filter: MemberFilter): Promise<number> =>
  tx.$count(members, matching(filter));

function matching({ search, role, isActive, isDeactivated }: MemberFilter): SQL | undefined {
  const pattern = search && containing(search);
  return and(
    not(isErased),
    pattern ? sql`${members.searchText} like lower(${pattern})` : undefined,
    role ? eq(members.role, role) : undefined,
    isActive === undefined ? undefined : eq(members.isActive, isActive),
    isDeactivated === undefined ? undefined : eq(members.isDeactivated, isDeactivated),
  );
}
