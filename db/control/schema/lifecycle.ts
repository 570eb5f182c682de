/** Lifecycle work, and jobs that wait for it. */
import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { at, control, createdAt } from "./columns.ts";
import { tenantId } from "./tenants.ts";

/** Lifecycle work, a row a step: what was begun, where it stands, why it failed. */
export const journal = control.table(
  "journal",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    tenantId: uuid("tenant_id").notNull(),
    kind: text("kind").notNull(),
    step: text("step").notNull(),
    state: text("state", { enum: ["running", "done", "failed"] }).notNull(),
    attempts: integer("attempts").notNull().default(1),
    error: text("error"),
    startedAt: at("started_at").notNull().defaultNow(),
    finishedAt: at("finished_at"),
  },
  (t) => [
    uniqueIndex("journal_tenant_id_kind_step_key").on(t.tenantId, t.kind, t.step),
    // Unfinished work is asked for every minute; done steps are many and stay.
    index("journal_unfinished_idx").on(t.state, t.finishedAt).where(sql`${t.state} <> 'done'`),
    index("journal_finished_at_idx").on(t.finishedAt),
  ],
);

/** Jobs of tenants that do not serve now; they go back into the queue when their tenant does. */
export const waitingJobs = control.table(
  "waiting_jobs",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    tenantId: tenantId(),
    name: text("name").notNull(),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("waiting_jobs_tenant_id_idx").on(t.tenantId)],
);
