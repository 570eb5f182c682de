/** What members say about a project: read by who may see it, within reach like the project itself. */
import { and, count, eq, isNull, type SQL, sql } from "drizzle-orm";
import {
  type Column,
  decodeCursor,
  encodeCursor,
  keyset,
  type Page,
  type PageRequest,
  pageSize,
  toPage,
  UUID,
} from "../paging.ts";
import type { TenantTx } from "../routing/tenant-db.ts";
import { memberName, memberPicture, shownName } from "./members.ts";
import { type ProjectReach, within } from "./project-reach.ts";
import { members, projects } from "./schema.ts";
import { commentMentions, comments } from "./schema-comments.ts";

/** Whom a comment told because it names them. */
type ToldPerson = { id: string; name: string; email: string };

export type Comment = {
  id: string;
  projectId: string;
  authorId: string;
  authorName: string;
  authorPicture: string | null;
  /** Markdown, as it was typed. */
  text: string;
  version: number;
  createdAt: Date;
  /** Null where it is as it was first said. */
  editedAt: Date | null;
  told: ToldPerson[];
};

export type CommentOrder = "newest" | "oldest";

const told = sql<ToldPerson[]>`(
  select coalesce(json_agg(json_build_object('id', ${members.id}, 'name', ${shownName}, 'email', ${members.email})
    order by ${shownName}, ${members.id}), '[]')
  from ${commentMentions} join ${members} on ${members.id} = ${commentMentions.memberId}
  where ${commentMentions.commentId} = ${comments.id})`;

const columns = {
  id: comments.id,
  projectId: comments.projectId,
  authorId: comments.authorId,
  authorName: memberName(comments.authorId),
  authorPicture: memberPicture(comments.authorId),
  text: comments.text,
  version: comments.version,
  createdAt: comments.createdAt,
  editedAt: comments.editedAt,
  told,
};

const BY_ID: Column[] = [{ expression: sql`${comments.id}`, type: "uuid" }];

/** Of a query that has both tables: comments that are there, on projects within reach. */
export const readable = (reach: ProjectReach, ...further: (SQL | undefined)[]): SQL | undefined =>
  within(reach, isNull(comments.deletedAt), ...further);

/** A page of one project's, newest first unless it is asked for otherwise. */
export async function listComments(
  tx: TenantTx,
  reach: ProjectReach,
  projectId: string,
  { cursor, limit, order = "newest" }: PageRequest & { order?: CommentOrder | undefined },
): Promise<Page<Comment>> {
  const at = decodeCursor(cursor, [UUID]);
  const size = pageSize(limit);
  const { where, orderBy } = keyset(BY_ID, order === "newest" ? "desc" : "asc", at);
  const rows = await tx
    .select(columns)
    .from(comments)
    .innerJoin(projects, eq(projects.id, comments.projectId))
    .where(readable(reach, eq(comments.projectId, projectId), where))
    .orderBy(orderBy)
    .limit(size + 1);
  return toPage(rows, size, at, ({ id }) => [id]);
}

export async function countComments(tx: TenantTx, reach: ProjectReach, projectId: string): Promise<number> {
  const [row] = await tx
    .select({ n: count() })
    .from(comments)
    .innerJoin(projects, eq(projects.id, comments.projectId))
    .where(readable(reach, eq(comments.projectId, projectId)));
  return row?.n ?? 0;
}

/** One of a project's; undefined where it is not there, or not within reach. */
export async function getComment(
  tx: TenantTx,
  reach: ProjectReach,
  { projectId, id }: { projectId: string; id: string },
): Promise<Comment | undefined> {
  const [comment] = await tx
    .select(columns)
    .from(comments)
    .innerJoin(projects, eq(projects.id, comments.projectId))
    .where(readable(reach, eq(comments.projectId, projectId), eq(comments.id, id)));
  return comment;
}

/** The cursor of the page, newest first, that begins with this comment; undefined for the first page. */
export async function cursorBefore(
  tx: TenantTx,
  { projectId, id }: { projectId: string; id: string },
): Promise<string | undefined> {
  const [newer] = await tx
    .select({ id: comments.id })
    .from(comments)
    .where(
      and(eq(comments.projectId, projectId), isNull(comments.deletedAt), sql`${comments.id} > ${id}::uuid`),
    )
    .orderBy(comments.id)
    .limit(1);
  return newer && encodeCursor({ back: false, key: [newer.id] });
}

/** The member's last one, deleted or not: another means that what they were writing was sent. */
export async function lastCommentOf(
  tx: TenantTx,
  authorId: string,
  projectId: string,
): Promise<string | undefined> {
  const [last] = await tx
    .select({ id: comments.id })
    .from(comments)
    .where(and(eq(comments.authorId, authorId), eq(comments.projectId, projectId)))
    .orderBy(sql`${comments.id} desc`)
    .limit(1);
  return last?.id;
}
