/** What members say to each other about projects, and of which projects each is told. */
import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { newId } from "../id.ts";
import { members, projects } from "./schema.ts";

const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
const projectId = () =>
  uuid("project_id")
    .notNull()
    .references(() => projects.id, { onDelete: "cascade" });

export const comments = pgTable(
  "comments",
  {
    /** Rises with time: the order of the discussion. */
    id: uuid("id").primaryKey().$defaultFn(newId),
    projectId: projectId(),
    authorId: text("author_id")
      .notNull()
      .references(() => members.id),
    /** Markdown, as it was typed. */
    text: text("text").notNull(),
    /** Rises with every change: who edits an older one is shown the newer before it is overwritten. */
    version: integer("version").notNull().default(1),
    createdAt: at("created_at").notNull().defaultNow(),
    editedAt: at("edited_at"),
    /** From then on it is shown to nobody, and can be brought back for as long as TRASH_DAYS. */
    deletedAt: at("deleted_at"),
    deletedBy: text("deleted_by"),
  },
  (t) => [
    index("comments_project_idx").on(t.projectId, t.id),
    index("comments_author_idx").on(t.authorId, t.projectId, t.id),
    index("comments_deleted_idx").on(t.deletedAt).where(sql`${t.deletedAt} is not null`),
  ],
);

/** Whom a comment names, and has told of it: once, whatever becomes of its text. */
export const commentMentions = pgTable(
  "comment_mentions",
  {
    commentId: uuid("comment_id")
      .notNull()
      .references(() => comments.id, { onDelete: "cascade" }),
    memberId: text("member_id")
      .notNull()
      .references(() => members.id),
  },
  (t) => [
    primaryKey({ columns: [t.commentId, t.memberId] }),
    index("comment_mentions_member_idx").on(t.memberId),
  ],
);

/** Who is told what others do with a project, beside its owner; muted, of nothing but mentions. */
export const followings = pgTable(
  "followings",
  {
    memberId: text("member_id")
      .notNull()
      .references(() => members.id),
    projectId: projectId(),
    isMuted: boolean("is_muted").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.memberId, t.projectId] }),
    index("followings_project_idx").on(t.projectId),
  ],
);
