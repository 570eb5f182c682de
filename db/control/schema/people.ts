/** People as the identity provider knows them, and which tenants each may enter. */
import { sql } from "drizzle-orm";
import { boolean, index, integer, jsonb, primaryKey, text } from "drizzle-orm/pg-core";
import { ROLES } from "../../routing/tenant.ts";
import type { PersonPreferences } from "../preference-choices.ts";
import { at, control, createdAt } from "./columns.ts";
import { tenantId } from "./tenants.ts";

export const users = control.table(
  "users",
  {
    id: text("id").primaryKey(),
    email: text("email").notNull(),
    firstName: text("first_name"),
    lastName: text("last_name"),
    avatarUrl: text("avatar_url"),
    hasSecondFactor: boolean("has_second_factor").notNull().default(false),
    /** They can sign in through their company, as the provider has it. */
    hasCompanyAccount: boolean("has_company_account").notNull().default(false),
    /** The provider lets them sign in nowhere: banned there, or taken out of their company's directory. */
    isBarred: boolean("is_barred").notNull().default(false),
    /** In which they were last here; null where they have not been since it is noted. */
    language: text("language"),
    /** What the person chose for every workspace and device. */
    preferences: jsonb("preferences").$type<PersonPreferences>().notNull().default({}),
    /** The identity provider's own `updated_at`: older events never overwrite newer ones. */
    sourceUpdatedAt: at("source_updated_at").notNull(),
    deletedAt: at("deleted_at"),
    createdAt: createdAt(),
  },
  (t) => [index("users_email_idx").on(t.email)],
);

export const memberships = control.table(
  "memberships",
  {
    tenantId: tenantId(),
    userId: text("user_id").notNull(),
    role: text("role", { enum: ROLES }).notNull(),
    /** The provider's id of the membership; null until it told us of it. */
    sourceId: text("source_id"),
    sourceUpdatedAt: at("source_updated_at").notNull(),
    deletedAt: at("deleted_at"),
    /** Since when the person is a member who may not come in: ours, the provider says nothing of it. */
    deactivatedAt: at("deactivated_at"),
    /** How many notifications wait for the person in the tenant, as of when they were last counted. */
    unread: integer("unread").notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.userId] }),
    index("memberships_user_id_idx").on(t.userId),
    index("memberships_source_id_idx").on(t.sourceId),
    index("memberships_owner_idx")
      .on(t.tenantId, t.userId)
      .where(sql`${t.role} = 'owner' and ${t.deletedAt} is null`),
  ],
);
