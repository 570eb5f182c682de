/**
 * The control plane's schema, and columns that its tables share. Database `DATABASE_URL`, schema `control`.
 */
import { pgSchema, timestamp, uuid } from "drizzle-orm/pg-core";
import { newId } from "../../id.ts";

export const control = pgSchema("control");

export const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
export const id = () => uuid("id").primaryKey().$defaultFn(newId);
export const createdAt = () => at("created_at").notNull().defaultNow();
export const updatedAt = () => at("updated_at").notNull().defaultNow();
