/** Forms that were sent when their sender's session was over: kept for the way through sign-in. */
import { index, primaryKey, text } from "drizzle-orm/pg-core";
import { at, control, createdAt } from "./columns.ts";

export const keptForms = control.table(
  "kept_forms",
  {
    /** SHA-256 of the secret in the browser's cookie, hex: one for all forms that it sent. */
    idHash: text("id_hash").notNull(),
    /** Who typed it: nobody else gets it, whoever signs in on that browser. */
    userId: text("user_id").notNull(),
    hostname: text("hostname").notNull(),
    /** The page that the form was sent to. */
    path: text("path").notNull(),
    /** Sealed under the secret that only the cookie holds: this row alone tells nothing. */
    sealed: text("sealed").notNull(),
    createdAt: createdAt(),
    expiresAt: at("expires_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.idHash, t.path] }),
    index("kept_forms_expires_at_idx").on(t.expiresAt),
    index("kept_forms_user_id_idx").on(t.userId),
  ],
);
