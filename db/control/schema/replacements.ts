/** Tenants whose data an archive replaces, or has replaced: how far it is, and what is kept. */
import { sql } from "drizzle-orm";
import { index, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { TENANT_STATUSES } from "../../routing/tenant.ts";
import { REPLACEMENT_PHASES } from "../replacement-phases.ts";
import { at, control, id } from "./columns.ts";

export const replacements = control.table(
  "replacements",
  {
    id: id(),
    tenantId: uuid("tenant_id").notNull(),
    phase: text("phase", { enum: REPLACEMENT_PHASES }).notNull(),
    /** When the archive was taken. */
    takenAt: at("taken_at").notNull(),
    /** Of the tenant when it began, to be had back when it is over. */
    statusBefore: text("status_before", { enum: TENANT_STATUSES }).notNull(),
    startedBy: text("started_by").notNull(),
    startedAt: at("started_at").notNull().defaultNow(),
    replacedAt: at("replaced_at"),
    finishedAt: at("finished_at"),
    /** What it failed of. */
    error: text("error"),
  },
  (t) => [
    // One replacement of a tenant at a time: there is one place for what is kept.
    uniqueIndex("replacements_open_key").on(t.tenantId).where(sql`${t.finishedAt} is null`),
    index("replacements_tenant_id_idx").on(t.tenantId, t.startedAt),
    index("replacements_finished_at_idx").on(t.finishedAt),
  ],
);
