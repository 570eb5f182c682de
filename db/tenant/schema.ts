/**
 * The data plane: the tables that every tenant has, the same in a schema and in a database. No table names a
 * schema: `search_path` is the tenant's role, so one set of queries and migrations serves all.
 */
import { type SQL, sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { newId } from "../id.ts";
import { ROLES } from "../routing/tenant.ts";

const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
const textSearch = customType<{ data: string }>({ dataType: () => "tsvector" });
const id = () => uuid("id").primaryKey().$defaultFn(newId);

export const members = pgTable(
  "members",
  {
    /** The identity provider's user id. */
    id: text("id").primaryKey(),
    email: text("email").notNull(),
    firstName: text("first_name"),
    lastName: text("last_name"),
    avatarUrl: text("avatar_url"),
    phone: text("phone"),
    role: text("role", { enum: ROLES }).notNull(),
    metadata: jsonb("metadata").$type<Record<string, unknown>>().notNull().default({}),
    /** Whether the person may come in. */
    isActive: boolean("is_active").notNull().default(true),
    /** A member all the same, kept out for a while; where neither is set, the person was a member. */
    isDeactivated: boolean("is_deactivated").notNull().default(false),
    /** Who this person is now, where two turned out to be one: what is told of the one is the other's. */
    mergedInto: text("merged_into"),
    hidesChecklist: boolean("hides_checklist").notNull().default(false),
    lastSeenAt: at("last_seen_at"),
    joinedAt: at("joined_at").notNull().defaultNow(),
    /** Address and names in lower case, as people are searched for: a tenth of the work of asking each. */
    searchText: text("search_text").generatedAlwaysAs(
      sql`lower(email || ' ' || coalesce(first_name, '') || ' ' || coalesce(last_name, ''))`,
    ),
  },
  // Not unique: the identity provider does not promise that, and swaps addresses one after the other.
  (t) => [
    index("members_email_idx").on(sql`lower(${t.email})`),
    index("members_name_idx").on(
      sql`lower(coalesce(${t.firstName}, ''))`,
      sql`lower(coalesce(${t.lastName}, ''))`,
      t.id,
    ),
  ],
);

/** Days until what is in the trash is gone. */
export const TRASH_DAYS = 30;

const listed = (t: { deletedAt: AnyPgColumn; archivedAt: AnyPgColumn }): SQL =>
  sql`${t.deletedAt} is null and ${t.archivedAt} is null`;

export const projects = pgTable(
  "projects",
  {
    id: id(),
    name: text("name").notNull(),
    slug: text("slug").notNull(),
    description: text("description").notNull().default(""),
    status: text("status", { enum: ["planned", "active", "paused", "done"] })
      .notNull()
      .default("active"),
    isPublic: boolean("is_public").notNull().default(true),
    createdBy: text("created_by")
      .notNull()
      .references(() => members.id),
    metadata: jsonb("metadata").$type<Record<string, unknown>>().notNull().default({}),
    /** Rises with every change: who edits an older one is shown the newer before it is overwritten. */
    version: integer("version").notNull().default(1),
    /** Put away: out of the lists, still to be read. */
    archivedAt: at("archived_at"),
    createdAt: at("created_at").notNull().defaultNow(),
    updatedAt: at("updated_at").notNull().defaultNow(),
    /** In the trash, from then on for as long as TRASH_DAYS. */
    deletedAt: at("deleted_at"),
    deletedBy: text("deleted_by"),
    /** What is found by words, in any language. */
    searchWords: textSearch("search_words").generatedAlwaysAs(
      sql`to_tsvector('simple', translate(name || ' ' || description, '/@.:_+-', '       '))`,
    ),
  },
  (t) => [
    uniqueIndex("projects_slug_key").on(t.slug).where(sql`${t.deletedAt} is null`),
    // One for each order and filter of the list, so that it takes as long for many as for few.
    index("projects_listed_idx").on(t.id).where(listed(t)),
    // The state is read from the order's index: those in others are passed over without their rows.
    index("projects_name_idx").on(sql`lower(${t.name})`, t.id, t.status).where(listed(t)),
    index("projects_updated_idx").on(t.updatedAt, t.id, t.status).where(listed(t)),
    index("projects_status_idx").on(t.status, t.id).where(listed(t)),
    // Counted by the month in which they were created, for whatever reach.
    index("projects_created_at_idx").on(t.createdAt, t.isPublic, t.createdBy).where(listed(t)),
    index("projects_waiting_idx")
      .on(t.createdBy, t.updatedAt)
      .where(sql`${listed(t)} and ${t.status} = 'active'`),
    index("projects_public_idx")
      .on(t.id)
      .where(sql`${listed(t)} and ${t.isPublic}`),
    index("projects_private_idx")
      .on(t.createdBy, t.id)
      .where(sql`${listed(t)} and not ${t.isPublic}`),
    index("projects_created_by_idx").on(t.createdBy, t.id),
    index("projects_archived_idx")
      .on(t.id)
      .where(sql`${t.deletedAt} is null and ${t.archivedAt} is not null`),
    index("projects_deleted_idx").on(t.deletedAt, t.id).where(sql`${t.deletedAt} is not null`),
    index("projects_words_idx").using("gin", t.searchWords),
    index("projects_similar_idx").using("gin", sql`lower(${t.name}) gin_trgm_ops`),
  ],
);

export const categories = pgTable(
  "categories",
  {
    id: id(),
    /** Set where this row overrides one of the categories that all tenants share. */
    baseCategoryId: uuid("base_category_id"),
    name: text("name").notNull(),
    isOverride: boolean("is_override").notNull().default(false),
    isHidden: boolean("is_hidden").notNull().default(false),
    /** Where it stands among all that are shown, once they were put in order. */
    position: integer("position"),
    createdAt: at("created_at").notNull().defaultNow(),
    updatedAt: at("updated_at").notNull().defaultNow(),
    deletedAt: at("deleted_at"),
  },
  (t) => [
    uniqueIndex("categories_base_category_id_key").on(t.baseCategoryId).where(sql`${t.deletedAt} is null`),
    // Of the names that are the tenant's own: a shared category's is the control plane's, in each language.
    uniqueIndex("categories_name_key")
      .on(sql`lower(${t.name})`)
      .where(sql`${t.deletedAt} is null and (${t.baseCategoryId} is null or ${t.isOverride})`),
  ],
);

export const projectCategories = pgTable(
  "project_categories",
  {
    projectId: uuid("project_id")
      .notNull()
      .references(() => projects.id, { onDelete: "cascade" }),
    categoryId: uuid("category_id")
      .notNull()
      .references(() => categories.id, { onDelete: "cascade" }),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.categoryId] }),
    index("project_categories_category_id_idx").on(t.categoryId),
  ],
);

/** Who did what to which; append-only. */
export const activity = pgTable(
  "activity",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    actorId: text("actor_id").notNull(),
    action: text("action").notNull(),
    subjectType: text("subject_type").notNull(),
    subjectId: text("subject_id").notNull(),
    subjectName: text("subject_name").notNull(),
    at: at("at").notNull().defaultNow(),
  },
  (t) => [
    index("activity_subject_idx").on(t.subjectType, t.subjectId, t.id),
    index("activity_actor_idx").on(t.actorId, t.id),
    index("activity_action_idx").on(t.action, t.id),
    index("activity_at_idx").on(t.at),
  ],
);
