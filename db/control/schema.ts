/** The control plane: which tenants exist, where they live, who may enter them. Database `DATABASE_URL`, schema `control`. */

import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { newId } from "../id.ts";
import { PLACEMENT_KINDS } from "../routing/placement.ts";
import { PLANS, ROLES, TENANT_STATUSES, type TenantSettings } from "../routing/tenant.ts";

export const control = pgSchema("control");

const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
const id = () => uuid("id").primaryKey().$defaultFn(newId);
const createdAt = () => at("created_at").notNull().defaultNow();
const updatedAt = () => at("updated_at").notNull().defaultNow();
const tenantId = () =>
  uuid("tenant_id")
    .notNull()
    .references(() => tenants.id, { onDelete: "cascade" });

export const clusters = control.table("clusters", {
  name: text("name").primaryKey(),
  region: text("region").notNull().default("local"),
  status: text("status", { enum: ["accepting", "full", "draining"] })
    .notNull()
    .default("accepting"),
  maxTenants: integer("max_tenants").notNull().default(2000),
  maxTables: integer("max_tables").notNull().default(100_000),
  /** In the database that its tenants share, as counted last. */
  tables: integer("tables").notNull().default(0),
  urlEnv: text("url_env").notNull(),
  adminUrlEnv: text("admin_url_env").notNull(),
  createdAt: createdAt(),
});

export const tenants = control.table(
  "tenants",
  {
    id: id(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    status: text("status", {
      enum: TENANT_STATUSES,
    }).notNull(),
    plan: text("plan", { enum: PLANS }).notNull().default("standard"),
    organizationId: text("organization_id"),
    settings: jsonb("settings").$type<TenantSettings>().notNull().default({}),
    schemaVersion: text("schema_version"),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
    /** Set from suspension to resumption, also while deleted: a restore brings a suspended tenant back suspended. */
    suspendedAt: at("suspended_at"),
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

export const users = control.table(
  "users",
  {
    id: text("id").primaryKey(),
    email: text("email").notNull(),
    firstName: text("first_name"),
    lastName: text("last_name"),
    avatarUrl: text("avatar_url"),
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
    sourceUpdatedAt: at("source_updated_at").notNull(),
    deletedAt: at("deleted_at"),
    createdAt: createdAt(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.userId] }), index("memberships_user_id_idx").on(t.userId)],
);

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
    data: jsonb("data").$type<Record<string, unknown>>().notNull().default({}),
    userAgent: text("user_agent"),
    createdAt: createdAt(),
    lastSeenAt: at("last_seen_at").notNull().defaultNow(),
    expiresAt: at("expires_at").notNull(),
    revokedAt: at("revoked_at"),
  },
  (t) => [
    index("sessions_tenant_id_user_id_idx").on(t.tenantId, t.userId),
    index("sessions_source_session_id_idx").on(t.sourceSessionId),
    index("sessions_user_id_idx").on(t.userId),
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

export const webhookEvents = control.table(
  "webhook_events",
  {
    /** The `svix-id` of the message. */
    id: text("id").primaryKey(),
    type: text("type").notNull(),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull(),
    receivedAt: at("received_at").notNull().defaultNow(),
    processedAt: at("processed_at"),
    attempts: integer("attempts").notNull().default(0),
    error: text("error"),
  },
  (t) => [index("webhook_events_received_at_idx").on(t.receivedAt)],
);

/** Objects that the identity provider deleted, so that a late event does not bring them back. */
export const tombstones = control.table(
  "tombstones",
  {
    kind: text("kind", { enum: ["user", "organization", "membership", "session"] }).notNull(),
    id: text("id").notNull(),
    deletedAt: at("deleted_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.id] })],
);

/** Lifecycle work, a row a step: what was begun, where it stands, why it failed. */
export const journal = control.table(
  "journal",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    tenantId: uuid("tenant_id").notNull(),
    kind: text("kind").notNull(),
    step: text("step").notNull(),
    state: text("state", { enum: ["running", "done", "failed"] }).notNull(),
    attempts: integer("attempts").notNull().default(1),
    error: text("error"),
    startedAt: at("started_at").notNull().defaultNow(),
    finishedAt: at("finished_at"),
  },
  (t) => [uniqueIndex("journal_tenant_id_kind_step_key").on(t.tenantId, t.kind, t.step)],
);

/** Categories that every tenant is offered; a tenant may override or hide each. */
export const baseCategories = control.table("base_categories", {
  id: id(),
  name: text("name").notNull(),
  position: integer("position").notNull().default(0),
  isActive: boolean("is_active").notNull().default(true),
});

/** Append-only: the app's role may insert and select, nothing else. */
export const auditLog = control.table(
  "audit_log",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    tenantId: uuid("tenant_id"),
    /** "staff", "cli", "system"; null for a person in their own workspace. */
    actorKind: text("actor_kind"),
    actorId: text("actor_id"),
    action: text("action").notNull(),
    detail: jsonb("detail").$type<Record<string, unknown>>().notNull().default({}),
    requestId: text("request_id"),
    ip: text("ip"),
    at: at("at").notNull().defaultNow(),
  },
  (t) => [index("audit_log_tenant_id_idx").on(t.tenantId, t.id)],
);

/** Jobs of tenants that do not serve now; they go back into the queue when their tenant does. */
export const waitingJobs = control.table(
  "waiting_jobs",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    tenantId: tenantId(),
    name: text("name").notNull(),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("waiting_jobs_tenant_id_idx").on(t.tenantId)],
);

/** One fan-out of migrations over the tenants. */
export const migrationRuns = control.table(
  "migration_runs",
  {
    id: id(),
    command: text("command", { enum: ["up", "down"] }).notNull(),
    state: text("state", {
      enum: ["running", "done", "partly", "failed", "stopped", "interrupted"],
    }).notNull(),
    /** The version that tenants have afterwards. */
    target: text("target"),
    startedBy: text("started_by").notNull(),
    total: integer("total").notNull(),
    reason: text("reason"),
    startedAt: at("started_at").notNull().defaultNow(),
    heartbeatAt: at("heartbeat_at").notNull().defaultNow(),
    finishedAt: at("finished_at"),
  },
  (t) => [index("migration_runs_started_at_idx").on(t.startedAt)],
);

/** How one tenant fared in one run. No foreign key to the tenant: what happened stays told. */
export const migrationResults = control.table(
  "migration_results",
  {
    runId: uuid("run_id")
      .notNull()
      .references(() => migrationRuns.id, { onDelete: "cascade" }),
    tenantId: uuid("tenant_id").notNull(),
    cluster: text("cluster").notNull(),
    state: text("state", { enum: ["done", "failed"] }).notNull(),
    fromVersion: text("from_version"),
    toVersion: text("to_version"),
    attempts: integer("attempts").notNull(),
    durationMs: integer("duration_ms").notNull(),
    sqlState: text("sql_state"),
    error: text("error"),
    migration: text("migration"),
    statement: text("statement"),
    finishedAt: at("finished_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.tenantId] }),
    index("migration_results_tenant_id_idx").on(t.tenantId, t.finishedAt),
  ],
);

/** Sessions of staff on the platform's hostname: of no tenant, so that no tenant's session is ever taken for one. */
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
