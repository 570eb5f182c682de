/**
 * What the local stand-in for the identity provider keeps. The product's own code never reads these tables.
 */

import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgSchema,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";

/** @public drizzle-kit reads it. */
export const localIdentity = pgSchema("local_identity");

const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
const createdAt = () => at("created_at").notNull().defaultNow();
const updatedAt = () => at("updated_at").notNull().defaultNow();

/** All roles that this instance knows. */
const LOCAL_ORGANIZATION_ROLES = ["org:owner", "org:admin", "org:member", "org:viewer"] as const;

export const localUsers = localIdentity.table(
  "users",
  {
    id: text("id").primaryKey(),
    email: text("email").notNull(),
    firstName: text("first_name").notNull(),
    lastName: text("last_name").notNull(),
    hasSecondFactor: boolean("two_factor_enabled").notNull().default(false),
    /** When the person last came through their company's sign-on; null: never. */
    throughCompanyAt: at("through_company_at"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [uniqueIndex("users_email_key").on(sql`lower(${t.email})`)],
);

export const localOrganizations = localIdentity.table(
  "organizations",
  {
    id: text("id").primaryKey(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    createdBy: text("created_by").notNull(),
    publicMetadata: jsonb("public_metadata").$type<Record<string, unknown>>().notNull().default({}),
    privateMetadata: jsonb("private_metadata").$type<Record<string, unknown>>().notNull().default({}),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [uniqueIndex("organizations_slug_key").on(t.slug)],
);

export const localMemberships = localIdentity.table(
  "memberships",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id")
      .notNull()
      .references(() => localOrganizations.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => localUsers.id, { onDelete: "cascade" }),
    role: text("role", { enum: LOCAL_ORGANIZATION_ROLES }).notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    uniqueIndex("memberships_organization_id_user_id_key").on(t.organizationId, t.userId),
    index("memberships_user_id_idx").on(t.userId),
  ],
);

export const localInvitations = localIdentity.table(
  "invitations",
  {
    id: text("id").primaryKey(),
    organizationId: text("organization_id")
      .notNull()
      .references(() => localOrganizations.id, { onDelete: "cascade" }),
    /** As it was asked for. */
    email: text("email").notNull(),
    /** By which it is compared. */
    emailKey: text("email_key").notNull(),
    role: text("role", { enum: LOCAL_ORGANIZATION_ROLES }).notNull(),
    /** One that is late may still say that it waits. */
    status: text("status", { enum: ["pending", "accepted", "revoked", "expired"] })
      .notNull()
      .default("pending"),
    inviterUserId: text("inviter_user_id"),
    redirectUrl: text("redirect_url").notNull(),
    publicMetadata: jsonb("public_metadata").$type<Record<string, unknown>>().notNull().default({}),
    privateMetadata: jsonb("private_metadata").$type<Record<string, unknown>>().notNull().default({}),
    /** What the link in the mail proves itself by. */
    ticket: text("ticket").notNull(),
    /** Who followed it. */
    userId: text("user_id"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    expiresAt: at("expires_at").notNull(),
  },
  (t) => [
    uniqueIndex("invitations_ticket_key").on(t.ticket),
    uniqueIndex("invitations_pending_key")
      .on(t.organizationId, t.emailKey)
      .where(sql`${t.status} = 'pending'`),
  ],
);

/** Mail that the provider would have sent. */
export const localMails = localIdentity.table(
  "mails",
  {
    id: text("id").primaryKey(),
    to: text("to").notNull(),
    subject: text("subject").notNull(),
    text: text("text").notNull(),
    html: text("html").notNull(),
    sentAt: at("sent_at").notNull().defaultNow(),
  },
  (t) => [index("mails_sent_at_idx").on(t.sentAt, t.id)],
);

export const localSessions = localIdentity.table(
  "sessions",
  {
    id: text("id").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => localUsers.id, { onDelete: "cascade" }),
    status: text("status", { enum: ["active", "ended", "revoked"] })
      .notNull()
      .default("active"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    expiresAt: at("expires_at").notNull(),
  },
  (t) => [index("sessions_user_id_idx").on(t.userId)],
);

/** One row: the keys that the stand-in made for itself. */
export const localInstance = localIdentity.table("instance", {
  id: text("id").primaryKey().default("instance"),
  privateKeyPem: text("private_key_pem").notNull(),
  publicKeyPem: text("public_key_pem").notNull(),
  secretKey: text("secret_key").notNull(),
  webhookSecret: text("webhook_secret").notNull(),
});

/** Webhook messages that are still to be delivered, written with the change that they tell of. */
export const localOutbox = localIdentity.table(
  "outbox",
  {
    position: bigint("position", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    /** The `svix-id`: the same at each attempt. */
    messageId: text("message_id").notNull(),
    body: jsonb("body").$type<Record<string, unknown>>().notNull(),
    attempts: integer("attempts").notNull().default(0),
    dueAt: at("due_at").notNull().defaultNow(),
    createdAt: createdAt(),
  },
  (t) => [index("outbox_due_at_idx").on(t.dueAt)],
);
