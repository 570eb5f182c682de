/** Which domains of mail addresses are a tenant's own: listed by its owners, proven in the DNS. */
import { sql } from "drizzle-orm";
import { index, text, uniqueIndex } from "drizzle-orm/pg-core";
import { ADMISSIONS } from "../mail-domain-choices.ts";
import { at, control, createdAt, id } from "./columns.ts";
import { tenantId } from "./tenants.ts";

export const mailDomains = control.table(
  "mail_domains",
  {
    id: id(),
    tenantId: tenantId(),
    /** ASCII, lower case. */
    domain: text("domain").notNull(),
    verificationToken: text("verification_token").notNull(),
    admission: text("admission", { enum: ADMISSIONS }).notNull().default("asks"),
    /** Since when it is proven; null where it is not, or not any more. */
    provenAt: at("proven_at"),
    /** When the record was last found, and when it was last looked for with an answer. */
    foundAt: at("found_at"),
    checkedAt: at("checked_at"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("mail_domains_listed_key").on(t.tenantId, t.domain),
    // Many may list it; one has it.
    uniqueIndex("mail_domains_domain_key").on(t.domain).where(sql`${t.provenAt} is not null`),
    index("mail_domains_found_at_idx").on(t.foundAt).where(sql`${t.provenAt} is not null`),
  ],
);
