/**
 * What a member was told of. Whether they may still see what it is about is asked when it is read: what is
 * beyond their reach by now is neither shown nor counted.
 */
import { and, count, eq, isNull, lte, notInArray, type SQL, sql } from "drizzle-orm";
import {
  type Column,
  DIGITS,
  decodeCursor,
  keyset,
  type Page,
  type PageRequest,
  pageSize,
  toPage,
} from "../paging.ts";
import type { TenantTx } from "../routing/tenant-db.ts";
import { memberName, memberPicture } from "./members.ts";
import { MAX_UNREAD_SHOWN } from "./notification-kinds.ts";
import { mentionable, type ProjectReach, projectNamedBy } from "./project-reach.ts";
import { projects } from "./schema.ts";
import { comments } from "./schema-comments.ts";
import { notifications } from "./schema-notifications.ts";

export type Notification = {
  id: number;
  /** One of `NOTIFICATION_KINDS`, or one that a newer release wrote. */
  kind: string;
  actorName: string;
  actorPicture: string | null;
  subjectType: string;
  subjectId: string;
  /** Where it is about one comment. */
  commentId: string | null;
  /** What it is called now. */
  subjectName: string;
  /** False where it is deleted: there is nothing to go to. */
  isLive: boolean;
  isRead: boolean;
  createdAt: Date;
};

/** Whose they are, and what that person may see. */
export type Receiver = {
  memberId: string;
  reach: ProjectReach;
  /** Kinds that the person does not want to be told of. */
  muted?: string[] | undefined;
};

/** Enough to tell that there are more than are shown. */
const MAX_UNREAD_COUNTED = MAX_UNREAD_SHOWN + 1;

export const columns = {
  id: notifications.id,
  kind: notifications.kind,
  actorName: memberName(notifications.actorId),
  actorPicture: memberPicture(notifications.actorId),
  subjectType: notifications.subjectType,
  subjectId: notifications.subjectId,
  commentId: notifications.commentId,
  subjectName: projects.name,
  isLive: sql<boolean>`${projects.deletedAt} is null`,
  isRead: sql<boolean>`${notifications.readAt} is not null`,
  createdAt: notifications.createdAt,
};

const BY_ID: Column[] = [{ expression: sql`${notifications.id}`, type: "bigint" }];
export const isUnread = isNull(notifications.readAt);

/** Of what is about a comment, that it is still there. */
const isSaid = sql`(${notifications.commentId} is null or exists (
  select from ${comments} where ${comments.id} = ${notifications.commentId} and ${comments.deletedAt} is null))`;

export const visible = ({ memberId, reach, muted = [] }: Receiver, ...further: (SQL | undefined)[]) =>
  and(eq(notifications.memberId, memberId), mentionable(reach), isSaid, ...further, isWanted(muted));

const isWanted = (muted: string[]): SQL | undefined =>
  muted.length > 0 ? notInArray(notifications.kind, muted) : undefined;

/** Newest first, a page at a time. */
export async function listNotifications(
  tx: TenantTx,
  receiver: Receiver,
  { cursor, limit, unreadOnly }: PageRequest & { unreadOnly: boolean },
): Promise<Page<Notification>> {
  const at = decodeCursor(cursor, [DIGITS]);
  const size = pageSize(limit);
  const { where, orderBy } = keyset(BY_ID, "desc", at);
  const rows = await tx
    .select(columns)
    .from(notifications)
    .innerJoin(projects, projectNamedBy(notifications))
    .where(visible(receiver, unreadOnly ? isUnread : undefined, where))
    .orderBy(orderBy)
    .limit(size + 1);
  return toPage(rows, size, at, ({ id }) => [String(id)]);
}

/** At most one more than `MAX_UNREAD_SHOWN`. */
export async function countUnread(tx: TenantTx, receiver: Receiver): Promise<number> {
  const unread = tx
    .select({ id: notifications.id })
    .from(notifications)
    .innerJoin(projects, projectNamedBy(notifications))
    .where(visible(receiver, isUnread))
    .limit(MAX_UNREAD_COUNTED)
    .as("unread");
  const [row] = await tx.select({ n: count() }).from(unread);
  return row?.n ?? 0;
}

type Subject = Pick<Notification, "subjectType" | "subjectId" | "commentId" | "isLive">;

/** What one is about; undefined where it is not this person's to see. */
export async function getNotification(
  tx: TenantTx,
  receiver: Receiver,
  id: number,
): Promise<Subject | undefined> {
  const { subjectType, subjectId, commentId, isLive } = columns;
  const [found] = await tx
    .select({ subjectType, subjectId, commentId, isLive })
    .from(notifications)
    .innerJoin(projects, projectNamedBy(notifications))
    .where(visible(receiver, eq(notifications.id, id)));
  return found;
}

/** As `getNotification`, and marks it read. */
export async function openNotification(
  tx: TenantTx,
  receiver: Receiver,
  id: number,
): Promise<Subject | undefined> {
  const found = await getNotification(tx, receiver, id);
  if (found) await markRead(tx, receiver.memberId, eq(notifications.id, id));
  return found;
}

/** All of the person's that are no newer than the one with this id: what came since stays unread. */
export const markAllRead = (tx: TenantTx, memberId: string, newestId: number): Promise<void> =>
  markRead(tx, memberId, lte(notifications.id, newestId));

async function markRead(tx: TenantTx, memberId: string, which: SQL): Promise<void> {
  await tx
    .update(notifications)
    .set({ readAt: sql`now()` })
    .where(and(eq(notifications.memberId, memberId), isUnread, which));
}
