/** Who was asked into which tenant, as the identity provider knows it. */
import { index, text } from "drizzle-orm/pg-core";
import { ROLES } from "../../routing/tenant.ts";
import { INVITATION_STATUSES } from "../invitation-statuses.ts";
import { at, control, createdAt } from "./columns.ts";
import { tenantId } from "./tenants.ts";

export const invitations = control.table(
  "invitations",
  {
    /** The provider's. */
    id: text("id").primaryKey(),
    tenantId: tenantId(),
    /** As it was typed. */
    email: text("email").notNull(),
    /** By which it is compared; see `emailKey`. */
    emailKey: text("email_key").notNull(),
    role: text("role", { enum: ROLES }).notNull(),
    status: text("status", { enum: INVITATION_STATUSES }).notNull(),
    /** Null for one that was not made by a page of ours. */
    inviterId: text("inviter_id"),
    /** The provider's own `updated_at`. */
    sourceUpdatedAt: at("source_updated_at").notNull(),
    createdAt: createdAt(),
    expiresAt: at("expires_at").notNull(),
  },
  (t) => [
    // A tenant's list, the newest first.
    index("invitations_tenant_id_idx").on(t.tenantId, t.createdAt, t.id),
    index("invitations_email_key_idx").on(t.emailKey),
    index("invitations_expires_at_idx").on(t.expiresAt),
  ],
);
