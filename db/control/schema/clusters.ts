/** Clusters: the servers that tenants are placed on. */
import { integer, text } from "drizzle-orm/pg-core";
import { control, createdAt } from "./columns.ts";

export const clusters = control.table("clusters", {
  name: text("name").primaryKey(),
  region: text("region").notNull().default("local"),
  status: text("status", { enum: ["accepting", "full", "draining"] })
    .notNull()
    .default("accepting"),
  maxTenants: integer("max_tenants").notNull().default(2000),
  maxTables: integer("max_tables").notNull().default(100_000),
  /** In the database that its tenants share, as counted last. */
  tables: integer("tables").notNull().default(0),
  urlEnv: text("url_env").notNull(),
  adminUrlEnv: text("admin_url_env").notNull(),
  createdAt: createdAt(),
});
