/** The table that knows which forms were sent. */
import { index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** Days for which a form that is sent once more is known. */
export const SENT_FORM_DAYS = 1;

/** Forms that made something, so that one which is sent twice makes it once. */
export const sentForms = pgTable(
  "sent_forms",
  {
    /** Of who sent it, the form as it was handed out, and what was in it. */
    fingerprint: text("fingerprint").primaryKey(),
    /** What was made. */
    madeId: uuid("made_id").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true, mode: "date" }).notNull().defaultNow(),
  },
  (t) => [index("sent_forms_created_at_idx").on(t.createdAt)],
);
