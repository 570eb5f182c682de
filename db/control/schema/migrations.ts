/** Fan-outs of migrations, and how each tenant fared. */
import { index, integer, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { at, control, id } from "./columns.ts";

/** One fan-out of migrations over the tenants. */
export const migrationRuns = control.table(
  "migration_runs",
  {
    id: id(),
    command: text("command", { enum: ["up", "down"] }).notNull(),
    state: text("state", {
      enum: ["running", "done", "partly", "failed", "stopped", "interrupted"],
    }).notNull(),
    /** The version that tenants have afterwards. */
    target: text("target"),
    startedBy: text("started_by").notNull(),
    total: integer("total").notNull(),
    reason: text("reason"),
    startedAt: at("started_at").notNull().defaultNow(),
    heartbeatAt: at("heartbeat_at").notNull().defaultNow(),
    finishedAt: at("finished_at"),
  },
  (t) => [index("migration_runs_started_at_idx").on(t.startedAt)],
);

/** How one tenant fared in one run. No foreign key to the tenant: what happened stays told. */
export const migrationResults = control.table(
  "migration_results",
  {
    runId: uuid("run_id")
      .notNull()
      .references(() => migrationRuns.id, { onDelete: "cascade" }),
    tenantId: uuid("tenant_id").notNull(),
    cluster: text("cluster").notNull(),
    state: text("state", { enum: ["done", "failed"] }).notNull(),
    fromVersion: text("from_version"),
    toVersion: text("to_version"),
    attempts: integer("attempts").notNull(),
    durationMs: integer("duration_ms").notNull(),
    sqlState: text("sql_state"),
    error: text("error"),
    migration: text("migration"),
    statement: text("statement"),
    finishedAt: at("finished_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.tenantId] }),
    index("migration_results_finished_at_idx").on(t.finishedAt),
    index("migration_results_tenant_id_idx").on(t.tenantId, t.finishedAt),
  ],
);
