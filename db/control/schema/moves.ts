/** Moves of tenants between places: what was decided, and how far it is. */
import { sql } from "drizzle-orm";
import { bigint, index, jsonb, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { PLACEMENT_KINDS } from "../../routing/placement.ts";
import { MOVE_METHODS, MOVE_PHASES, type MoveProgressNote } from "../move-phases.ts";
import { clusters } from "./clusters.ts";
import { at, control, id } from "./columns.ts";

export const moves = control.table(
  "moves",
  {
    id: id(),
    tenantId: uuid("tenant_id").notNull(),
    method: text("method", { enum: MOVE_METHODS }).notNull(),
    phase: text("phase", { enum: MOVE_PHASES }).notNull(),
    /** Where the tenant was when the move began. */
    fromKind: text("from_kind", { enum: PLACEMENT_KINDS }).notNull(),
    fromCluster: text("from_cluster")
      .notNull()
      .references(() => clusters.name),
    fromDatabase: text("from_database").notNull(),
    fromLogin: text("from_login"),
    fromSealedPassword: text("from_sealed_password"),
    toKind: text("to_kind", { enum: PLACEMENT_KINDS }).notNull(),
    toCluster: text("to_cluster")
      .notNull()
      .references(() => clusters.name),
    toDatabase: text("to_database").notNull(),
    toLogin: text("to_login"),
    toSealedPassword: text("to_sealed_password"),
    startedBy: text("started_by").notNull(),
    startedAt: at("started_at").notNull().defaultNow(),
    phaseAt: at("phase_at").notNull().defaultNow(),
    /** When the tenant began to be served from the new place. */
    arrivedAt: at("arrived_at"),
    /** For how long writes would probably be held, as it was said when it began, in milliseconds. */
    expectedPauseMs: bigint("expected_pause_ms", { mode: "number" }),
    /** For how long writes were held while it changed over, in milliseconds. */
    pauseMs: bigint("pause_ms", { mode: "number" }),
    /** When the former place is dropped, and the way back ends. */
    reapAfter: at("reap_after"),
    finishedAt: at("finished_at"),
    /** How far the copy was when it was last asked. */
    progress: jsonb("progress").$type<MoveProgressNote>(),
    /** What went wrong last. */
    error: text("error"),
  },
  (t) => [
    // One move of a tenant at a time.
    uniqueIndex("moves_open_key").on(t.tenantId).where(sql`${t.finishedAt} is null`),
    index("moves_tenant_id_idx").on(t.tenantId, t.startedAt),
    index("moves_finished_at_idx").on(t.finishedAt),
  ],
);
