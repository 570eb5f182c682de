/** Who did what. */
import { bigint, index, jsonb, text, uuid } from "drizzle-orm/pg-core";
import { at, control } from "./columns.ts";

/** Append-only: the app's role may insert and select, nothing else. */
export const auditLog = control.table(
  "audit_log",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    tenantId: uuid("tenant_id"),
    /** "staff", "cli", "system"; "member" for a person in their own workspace. */
    actorKind: text("actor_kind"),
    actorId: text("actor_id"),
    action: text("action").notNull(),
    detail: jsonb("detail").$type<Record<string, unknown>>().notNull().default({}),
    requestId: text("request_id"),
    ip: text("ip"),
    at: at("at").notNull().defaultNow(),
  },
  (t) => [
    index("audit_log_tenant_id_idx").on(t.tenantId, t.id),
    index("audit_log_actor_id_idx").on(t.actorId, t.id),
    index("audit_log_action_idx").on(t.action, t.id),
    index("audit_log_at_idx").on(t.at),
  ],
);
