/** Sessions of members on a tenant's hostname, and the tickets that they come from. */
import { index, text } from "drizzle-orm/pg-core";
import { at, control, createdAt } from "./columns.ts";
import { tenantId } from "./tenants.ts";

export const sessions = control.table(
  "sessions",
  {
    /** SHA-256 of the secret in the cookie, hex. */
    idHash: text("id_hash").primaryKey(),
    tenantId: tenantId(),
    userId: text("user_id").notNull(),
    /** The identity provider's session that this one was made from. */
    sourceSessionId: text("source_session_id").notNull(),
    hostname: text("hostname").notNull(),
    userAgent: text("user_agent"),
    /** Where the person signed in from; null in sessions from before it was kept. */
    ip: text("ip"),
    createdAt: createdAt(),
    lastSeenAt: at("last_seen_at").notNull().defaultNow(),
    expiresAt: at("expires_at").notNull(),
    revokedAt: at("revoked_at"),
  },
  (t) => [
    index("sessions_tenant_id_user_id_idx").on(t.tenantId, t.userId),
    index("sessions_source_session_id_idx").on(t.sourceSessionId),
    index("sessions_user_id_idx").on(t.userId),
    index("sessions_expires_at_idx").on(t.expiresAt),
  ],
);

/** A single-use pass from the apex to one tenant hostname. */
export const tickets = control.table(
  "tickets",
  {
    /** SHA-256 of the ticket, hex. */
    hash: text("hash").primaryKey(),
    tenantId: tenantId(),
    userId: text("user_id").notNull(),
    sourceSessionId: text("source_session_id").notNull(),
    hostname: text("hostname").notNull(),
    nonceHash: text("nonce_hash").notNull(),
    returnTo: text("return_to").notNull(),
    createdAt: createdAt(),
    expiresAt: at("expires_at").notNull(),
    redeemedAt: at("redeemed_at"),
  },
  (t) => [index("tickets_expires_at_idx").on(t.expiresAt)],
);
