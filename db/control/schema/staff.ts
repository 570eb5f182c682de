/** The same of staff, on the platform's hostname. */
import { text } from "drizzle-orm/pg-core";
import { at, control, createdAt } from "./columns.ts";

/**
 * Sessions of staff on the platform's hostname: of no tenant, so that no tenant's session is ever taken for
 * one.
 */
export const staffSessions = control.table("staff_sessions", {
  /** SHA-256 of the secret in the cookie, hex. */
  idHash: text("id_hash").primaryKey(),
  userId: text("user_id").notNull(),
  /** The verified address that made this person staff, in lower case. */
  email: text("email").notNull(),
  sourceSessionId: text("source_session_id").notNull(),
  hostname: text("hostname").notNull(),
  userAgent: text("user_agent"),
  createdAt: createdAt(),
  lastSeenAt: at("last_seen_at").notNull().defaultNow(),
  expiresAt: at("expires_at").notNull(),
  revokedAt: at("revoked_at"),
});

/** A single-use pass from the apex to the platform's hostname. */
export const staffTickets = control.table("staff_tickets", {
  /** SHA-256 of the ticket, hex. */
  hash: text("hash").primaryKey(),
  userId: text("user_id").notNull(),
  email: text("email").notNull(),
  sourceSessionId: text("source_session_id").notNull(),
  hostname: text("hostname").notNull(),
  nonceHash: text("nonce_hash").notNull(),
  returnTo: text("return_to").notNull(),
  createdAt: createdAt(),
  expiresAt: at("expires_at").notNull(),
  redeemedAt: at("redeemed_at"),
});
