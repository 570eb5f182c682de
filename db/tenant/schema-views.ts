/** The tables behind lists of projects: views that people saved, and files that wait to be imported. */
import { sql } from "drizzle-orm";
import { boolean, index, jsonb, pgTable, text, timestamp, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { newId } from "../id.ts";

const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
const id = () => uuid("id").primaryKey().$defaultFn(newId);

/** A search of the list under a name: one person's, or everybody's. */
export const projectViews = pgTable(
  "project_views",
  {
    id: id(),
    /** Who saved it. */
    memberId: text("member_id").notNull(),
    name: text("name").notNull(),
    /** The query string of the list, without a page. Read anew by the list's own rules when it is opened. */
    query: text("query").notNull(),
    isShared: boolean("is_shared").notNull().default(false),
    createdAt: at("created_at").notNull().defaultNow(),
    updatedAt: at("updated_at").notNull().defaultNow(),
    deletedAt: at("deleted_at"),
  },
  (t) => [
    uniqueIndex("project_views_own_name_key")
      .on(t.memberId, sql`lower(${t.name})`)
      .where(sql`${t.deletedAt} is null and not ${t.isShared}`),
    uniqueIndex("project_views_shared_name_key")
      .on(sql`lower(${t.name})`)
      .where(sql`${t.deletedAt} is null and ${t.isShared}`),
  ],
);

/** The view that a person's list begins with. */
export const projectViewDefaults = pgTable(
  "project_view_defaults",
  {
    memberId: text("member_id").primaryKey(),
    viewId: uuid("view_id")
      .notNull()
      .references(() => projectViews.id, { onDelete: "cascade" }),
  },
  (t) => [index("project_view_defaults_view_idx").on(t.viewId)],
);

/** One person's file, between its upload and what was made of it. */
export const projectImports = pgTable(
  "project_imports",
  {
    id: id(),
    memberId: text("member_id").notNull(),
    fileName: text("file_name").notNull(),
    /** The text of the file; emptied when its projects are there. */
    content: text("content").notNull(),
    /** Which column is which field, once it was said. */
    columns: jsonb("columns").$type<Record<string, unknown>>(),
    state: text("state", { enum: ["waiting", "done", "undone"] })
      .notNull()
      .default("waiting"),
    /** What was made of it. */
    projectIds: jsonb("project_ids").$type<string[]>().notNull().default([]),
    createdAt: at("created_at").notNull().defaultNow(),
    settledAt: at("settled_at"),
  },
  (t) => [
    index("project_imports_member_idx").on(t.memberId, t.id),
    index("project_imports_created_at_idx").on(t.createdAt),
  ],
);
