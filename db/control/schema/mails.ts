/** Mail of our own: to whom it goes, what it is about, and what became of it. What it says is in no row. */
import { index, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { MAIL_KINDS, MAIL_STATES } from "../mail-kinds.ts";
import { at, control, createdAt, id } from "./columns.ts";
import { tenantId } from "./tenants.ts";

export const mails = control.table(
  "mails",
  {
    id: id(),
    tenantId: tenantId(),
    /** Who gets it; their address and language are read when it is sent. */
    userId: text("user_id").notNull(),
    kind: text("kind", { enum: MAIL_KINDS }).notNull(),
    /** The row that it tells of; its kind says in which table. */
    aboutId: uuid("about_id").notNull(),
    state: text("state", { enum: MAIL_STATES }).notNull().default("queued"),
    /** The last trouble, as a word of ours: no address, nothing that a server said. */
    problem: text("problem"),
    createdAt: createdAt(),
    settledAt: at("settled_at"),
  },
  (t) => [
    // One thing is said to one person once.
    uniqueIndex("mails_said_key").on(t.aboutId, t.kind, t.userId),
    index("mails_tenant_id_idx").on(t.tenantId, t.kind, t.createdAt),
    index("mails_user_id_idx").on(t.userId),
    index("mails_created_at_idx").on(t.createdAt),
  ],
);
