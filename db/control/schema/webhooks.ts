/** What the identity provider told, and what it took away. */
import { index, integer, jsonb, primaryKey, text } from "drizzle-orm/pg-core";
import { at, control } from "./columns.ts";

export const webhookEvents = control.table(
  "webhook_events",
  {
    /** The `svix-id` of the message. */
    id: text("id").primaryKey(),
    type: text("type").notNull(),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull(),
    receivedAt: at("received_at").notNull().defaultNow(),
    processedAt: at("processed_at"),
    attempts: integer("attempts").notNull().default(0),
    error: text("error"),
  },
  (t) => [index("webhook_events_received_at_idx").on(t.receivedAt)],
);

/** Objects that the identity provider deleted, so that a late event does not bring them back. */
export const tombstones = control.table(
  "tombstones",
  {
    kind: text("kind", { enum: ["user", "organization", "membership", "session"] }).notNull(),
    id: text("id").notNull(),
    deletedAt: at("deleted_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.id] })],
);
