/** Sessions of members on a tenant's hostname, and the tickets that they come from. */
import { sql } from "drizzle-orm";
import { boolean, index, text } from "drizzle-orm/pg-core";
import { ROLES } from "../../routing/tenant.ts";
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
    /** When the person last proved who they are; null in sessions from before it was kept. */
    provedAt: at("proved_at"),
    hasSecondFactor: boolean("has_second_factor").notNull().default(false),
    /** The domains of the person's addresses; null in sessions from before they were kept. */
    domains: text("domains").array(),
    /** The domain of the company through whose sign-on they came; null: by another way. */
    companyDomain: text("company_domain"),
    /** The role that the secret was given out for: under another one it is exchanged. */
    role: text("role", { enum: ROLES }),
    /** The secret before this one, hashed, and when it was exchanged. */
    formerIdHash: text("former_id_hash"),
    exchangedAt: at("exchanged_at"),
    createdAt: createdAt(),
    lastSeenAt: at("last_seen_at").notNull().defaultNow(),
    expiresAt: at("expires_at").notNull(),
    revokedAt: at("revoked_at"),
  },
  (t) => [
    index("sessions_tenant_id_user_id_idx").on(t.tenantId, t.userId),
    index("sessions_source_session_id_idx").on(t.sourceSessionId),
    index("sessions_user_id_idx").on(t.userId),
    index("sessions_former_id_hash_idx").on(t.formerIdHash).where(sql`${t.formerIdHash} is not null`),
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
    provedAt: at("proved_at"),
    hasSecondFactor: boolean("has_second_factor").notNull().default(false),
    domains: text("domains").array(),
    companyDomain: text("company_domain"),
    createdAt: createdAt(),
    expiresAt: at("expires_at").notNull(),
    redeemedAt: at("redeemed_at"),
  },
  (t) => [index("tickets_expires_at_idx").on(t.expiresAt)],
);
