/** Archives that are taken by themselves: where each is, and how it went. */
import { sql } from "drizzle-orm";
import { bigint, index, text, uuid } from "drizzle-orm/pg-core";
import { ARCHIVE_STATES } from "../archive-states.ts";
import { at, control, id } from "./columns.ts";

/** Stays when its tenant is purged: the file is there until its own time is over. */
export const archives = control.table(
  "archives",
  {
    id: id(),
    tenantId: uuid("tenant_id").notNull(),
    state: text("state", { enum: ARCHIVE_STATES }).notNull(),
    /** Of the file, without anything secret. */
    address: text("address").notNull(),
    /** Just before its rows were read: it has all that was there then. Of a failure, when it was tried. */
    takenAt: at("taken_at").notNull().defaultNow(),
    bytes: bigint("bytes", { mode: "number" }),
    rows: bigint("rows", { mode: "number" }),
    /** When it was last read to its end and found whole. */
    verifiedAt: at("verified_at"),
    /** When its rows were last restored in a drill, and were those of the archive. */
    drilledAt: at("drilled_at"),
    /** Why it cannot be restored, as a drill found: from then on it is no good one. */
    drillError: text("drill_error"),
    removedAt: at("removed_at"),
    error: text("error"),
  },
  (t) => [
    index("archives_tenant_id_idx").on(t.tenantId, t.takenAt),
    // The last good one of each tenant is asked for every few minutes.
    index("archives_good_idx")
      .on(t.tenantId, t.takenAt)
      .where(sql`${t.state} = 'taken' and ${t.removedAt} is null and ${t.drillError} is null`),
    // More than one where what a killed process left cannot be removed for now.
    index("archives_taking_idx").on(t.tenantId).where(sql`${t.state} = 'taking'`),
    index("archives_taken_at_idx").on(t.takenAt).where(sql`${t.removedAt} is null`),
    index("archives_removed_at_idx").on(t.removedAt),
  ],
);
