/** Categories that all tenants share. */
import { sql } from "drizzle-orm";
import { boolean, integer, jsonb, text, uniqueIndex } from "drizzle-orm/pg-core";
import { control, id } from "./columns.ts";

/** Categories that every tenant is offered; a tenant may override or hide each. */
export const baseCategories = control.table(
  "base_categories",
  {
    id: id(),
    /** In the language that others fall back to. */
    name: text("name").notNull(),
    /** In the other languages, by their codes. */
    translations: jsonb("translations").$type<Record<string, string>>().notNull().default({}),
    position: integer("position").notNull().default(0),
    /** Offered; what is not any more stays on the projects that have it. */
    isActive: boolean("is_active").notNull().default(true),
  },
  (t) => [uniqueIndex("base_categories_name_key").on(sql`lower(${t.name})`).where(sql`${t.isActive}`)],
);
