/**
 * One file for all sets of tables: `SCHEMA=control drizzle-kit generate --name …`, or `tenant`, or
 * `local-identity`.
 */
import { defineConfig } from "drizzle-kit";

const schema = process.env.SCHEMA;
if (schema !== "control" && schema !== "tenant" && schema !== "local-identity") {
  throw new Error("Set SCHEMA=control, tenant or local-identity: the tables to write a migration for.");
}

export default defineConfig({
  dialect: "postgresql",
  schema: schema === "control" ? "./db/control/schema" : `./db/${schema}/schema*.ts`,
  out: `./db/${schema}/migrations`,
});
