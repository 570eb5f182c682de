/** Tenants, where they live, and the names that lead to them. */
import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { PLACEMENT_KINDS } from "../../routing/placement.ts";
import { PLANS, TENANT_STATUSES, type TenantSettings } from "../../routing/tenant.ts";
import { clusters } from "./clusters.ts";
import { at, control, createdAt, id, updatedAt } from "./columns.ts";

export const tenants = control.table(
  "tenants",
  {
    id: id(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    /** The version of the provider's organization that the name is from; null where none has named it. */
    nameVersion: at("name_version"),
    status: text("status", {
      enum: TENANT_STATUSES,
    }).notNull(),
    plan: text("plan", { enum: PLANS }).notNull().default("standard"),
    organizationId: text("organization_id"),
    settings: jsonb("settings").$type<TenantSettings>().notNull().default({}),
    schemaVersion: text("schema_version"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    /**
     * Set from suspension to resumption, also while deleted: a restore brings a suspended tenant back
     * suspended.
     */
    suspendedAt: at("suspended_at"),
    /** What whoever asks for a suspended tenant's pages is told of why: staff chose to show it. */
    suspensionNotice: text("suspension_notice"),
    /** Set while it is read-only, also while deleted: a restore brings it back read-only. */
    readOnlySince: at("read_only_since"),
    /** When that is expected to be over. Nothing happens then by itself. */
    readOnlyUntil: at("read_only_until"),
    /** What members of a read-only tenant are told of why. */
    readOnlyNotice: text("read_only_notice"),
    deletedAt: at("deleted_at"),
  },
  (t) => [
    uniqueIndex("tenants_slug_key").on(t.slug),
    uniqueIndex("tenants_organization_id_key").on(t.organizationId),
    index("tenants_status_idx").on(t.status),
    // "Who is behind?" is one index scan, whatever the number of tenants.
    index("tenants_schema_version_idx").on(t.schemaVersion),
  ],
);

/** The tenant that a row belongs to, and goes with. */
export const tenantId = () =>
  uuid("tenant_id")
    .notNull()
    .references(() => tenants.id, { onDelete: "cascade" });

export const placements = control.table(
  "placements",
  {
    tenantId: uuid("tenant_id")
      .primaryKey()
      .references(() => tenants.id, { onDelete: "cascade" }),
    kind: text("kind", { enum: PLACEMENT_KINDS }).notNull(),
    cluster: text("cluster")
      .notNull()
      .references(() => clusters.name),
    database: text("database").notNull(),
    schema: text("schema").notNull(),
    role: text("role").notNull(),
    version: integer("version").notNull().default(1),
    /** Only for kind "database": its own login, the password sealed with SECRETS_KEY. */
    login: text("login"),
    sealedPassword: text("sealed_password"),
    updatedAt: updatedAt(),
    /** Set when the tenant is purged: its place is gone and counts no more. */
    releasedAt: at("released_at"),
  },
  (t) => [
    // How full a cluster is, without looking at its tenants.
    index("placements_cluster_idx").on(t.cluster, t.kind).where(sql`${t.releasedAt} is null`),
    check("placements_login", sql`(${t.kind} = 'database') = (${t.login} is not null)`),
  ],
);

export const domains = control.table("domains", {
  hostname: text("hostname").primaryKey(),
  tenantId: tenantId(),
  verificationToken: text("verification_token").notNull(),
  verifiedAt: at("verified_at"),
  createdAt: createdAt(),
});

/** A slug that was used before: reserved, and redirecting to its tenant while that exists, until `until`. */
export const freedSlugs = control.table("freed_slugs", {
  slug: text("slug").primaryKey(),
  tenantId: uuid("tenant_id"),
  until: at("until").notNull(),
});
