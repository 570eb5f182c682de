/** What a tenant's owners ask of everybody in it. No row: what the product asks. */
import { sql } from "drizzle-orm";
import { boolean, check, integer, text, uuid } from "drizzle-orm/pg-core";
import { WHO_INVITES } from "../security-choices.ts";
import { control, updatedAt } from "./columns.ts";
import { tenants } from "./tenants.ts";

export const tenantSecurity = control.table(
  "tenant_security",
  {
    tenantId: uuid("tenant_id")
      .primaryKey()
      .references(() => tenants.id, { onDelete: "cascade" }),
    idleMinutes: integer("idle_minutes").notNull(),
    absoluteMinutes: integer("absolute_minutes").notNull(),
    whoInvites: text("who_invites", { enum: WHO_INVITES }).notNull(),
    needsSecondFactor: boolean("needs_second_factor").notNull(),
    /** People with an address of these domains come in through their company's sign-on alone. */
    companyDomains: text("company_domains").array().notNull().default([]),
    updatedAt: updatedAt(),
  },
  (t) => [check("tenant_security_lengths", sql`${t.idleMinutes} > 0 and ${t.absoluteMinutes} > 0`)],
);
