/** What the identity provider told, and what it took away. */
import { sql } from "drizzle-orm";
import { index, integer, jsonb, primaryKey, text } from "drizzle-orm/pg-core";
import { at, control } from "./columns.ts";

export const webhookEvents = control.table(
  "webhook_events",
  {
    /** The `svix-id` of the message. */
    id: text("id").primaryKey(),
    type: text("type").notNull(),
    /** Whose message it is, where it is an organization's: those run one after the other. */
    organizationId: text("organization_id"),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull(),
    receivedAt: at("received_at").notNull().defaultNow(),
    processedAt: at("processed_at"),
    attempts: integer("attempts").notNull().default(0),
    error: text("error"),
  },
  (t) => [
    // The console's list, and the sweep of what is in effect.
    index("webhook_events_received_at_idx").on(t.receivedAt),
    index("webhook_events_type_idx").on(t.type, t.receivedAt),
    index("webhook_events_processed_at_idx").on(t.processedAt),
    // What one object was told of, for the console's search.
    index("webhook_events_object_id_idx").on(sql`((${t.payload} -> 'data' ->> 'id'))`),
    // Waiting and failed ones: few, whatever the number of the others.
    index("webhook_events_unprocessed_idx").on(t.receivedAt).where(sql`${t.processedAt} is null`),
  ],
);

/** Objects that the identity provider deleted, so that a late event does not bring them back. */
export const tombstones = control.table(
  "tombstones",
  {
    kind: text("kind", { enum: ["user", "organization", "membership", "session"] }).notNull(),
    id: text("id").notNull(),
    deletedAt: at("deleted_at").notNull(),
    /** Of a user: who they are now, where the provider made two people one. */
    mergedInto: text("merged_into"),
  },
  (t) => [primaryKey({ columns: [t.kind, t.id] }), index("tombstones_deleted_at_idx").on(t.deletedAt)],
);
