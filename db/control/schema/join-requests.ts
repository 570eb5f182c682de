/** Who asked to join which tenant, or a name that is nobody's. */
import { sql } from "drizzle-orm";
import { index, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { ROLES } from "../../routing/tenant.ts";
import { JOIN_REQUEST_STATUSES } from "../join-request-statuses.ts";
import { at, control, createdAt, id } from "./columns.ts";
import { tenants } from "./tenants.ts";

export const joinRequests = control.table(
  "join_requests",
  {
    id: id(),
    /** Null where nobody can answer: who asks for what is not there is answered like everybody else. */
    tenantId: uuid("tenant_id").references(() => tenants.id, { onDelete: "cascade" }),
    /** As it was asked for. */
    slug: text("slug").notNull(),
    userId: text("user_id").notNull(),
    /** Who asks, as they were when they asked: a tenant's pages see nobody who is not in it. */
    email: text("email").notNull(),
    firstName: text("first_name"),
    lastName: text("last_name"),
    status: text("status", { enum: JOIN_REQUEST_STATUSES }).notNull().default("pending"),
    /** As what the person was let in. */
    role: text("role", { enum: ROLES }),
    deciderId: text("decider_id"),
    createdAt: createdAt(),
    decidedAt: at("decided_at"),
  },
  (t) => [
    index("join_requests_waiting_idx").on(t.tenantId, t.createdAt, t.id).where(sql`${t.status} = 'pending'`),
    uniqueIndex("join_requests_asked_key").on(t.userId, t.slug).where(sql`${t.status} = 'pending'`),
    index("join_requests_user_id_idx").on(t.userId, t.createdAt),
    index("join_requests_created_at_idx").on(t.createdAt),
  ],
);
