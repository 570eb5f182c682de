/** Categories that all tenants share. */
import { boolean, integer, text } from "drizzle-orm/pg-core";
import { control, id } from "./columns.ts";

/** Categories that every tenant is offered; a tenant may override or hide each. */
export const baseCategories = control.table("base_categories", {
  id: id(),
  name: text("name").notNull(),
  position: integer("position").notNull().default(0),
  isActive: boolean("is_active").notNull().default(true),
});
