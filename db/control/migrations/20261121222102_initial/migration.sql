-- lint: the integers here are small numbers: attempts, positions, tenants of a cluster, versions of a placement.
-- squawk-ignore-file prefer-bigint-over-int
CREATE SCHEMA IF NOT EXISTS "control";
--> statement-breakpoint
CREATE TABLE "control"."audit_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "control"."audit_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tenant_id" uuid,
	"actor_id" text,
	"action" text NOT NULL,
	"detail" jsonb DEFAULT '{}' NOT NULL,
	"request_id" text,
	"ip" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "control"."base_categories" (
	"id" uuid PRIMARY KEY,
	"name" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE TABLE "control"."clusters" (
	"name" text PRIMARY KEY,
	"region" text DEFAULT 'local' NOT NULL,
	"status" text DEFAULT 'accepting' NOT NULL,
	"max_tenants" integer DEFAULT 2000 NOT NULL,
	"url_env" text NOT NULL,
	"admin_url_env" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "control"."domains" (
	"hostname" text PRIMARY KEY,
	"tenant_id" uuid NOT NULL,
	"verification_token" text NOT NULL,
	"verified_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "control"."freed_slugs" (
	"slug" text PRIMARY KEY,
	"tenant_id" uuid,
	"until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "control"."journal" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "control"."journal_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"step" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 1 NOT NULL,
	"error" text,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "control"."memberships" (
	"tenant_id" uuid,
	"user_id" text,
	"role" text NOT NULL,
	"source_updated_at" timestamp with time zone NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_pkey" PRIMARY KEY("tenant_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "control"."placements" (
	"tenant_id" uuid PRIMARY KEY,
	"kind" text NOT NULL,
	"cluster" text NOT NULL,
	"database" text NOT NULL,
	"schema" text NOT NULL,
	"role" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"login" text,
	"sealed_password" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "placements_login" CHECK (("kind" = 'database') = ("login" is not null))
);
--> statement-breakpoint
CREATE TABLE "control"."sessions" (
	"id_hash" text PRIMARY KEY,
	"tenant_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"source_session_id" text NOT NULL,
	"hostname" text NOT NULL,
	"data" jsonb DEFAULT '{}' NOT NULL,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "control"."tenants" (
	"id" uuid PRIMARY KEY,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"status" text NOT NULL,
	"plan" text DEFAULT 'standard' NOT NULL,
	"organization_id" text,
	"settings" jsonb DEFAULT '{}' NOT NULL,
	"schema_version" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "control"."tickets" (
	"hash" text PRIMARY KEY,
	"tenant_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"source_session_id" text NOT NULL,
	"hostname" text NOT NULL,
	"nonce_hash" text NOT NULL,
	"return_to" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"redeemed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "control"."tombstones" (
	"kind" text,
	"id" text,
	"deleted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "tombstones_pkey" PRIMARY KEY("kind","id")
);
--> statement-breakpoint
CREATE TABLE "control"."users" (
	"id" text PRIMARY KEY,
	"email" text NOT NULL,
	"first_name" text,
	"last_name" text,
	"avatar_url" text,
	"source_updated_at" timestamp with time zone NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "control"."webhook_events" (
	"id" text PRIMARY KEY,
	"type" text NOT NULL,
	"payload" jsonb NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"processed_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"error" text
);
--> statement-breakpoint
CREATE INDEX "audit_log_tenant_id_idx" ON "control"."audit_log" ("tenant_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "journal_tenant_id_kind_step_key" ON "control"."journal" ("tenant_id","kind","step");--> statement-breakpoint
CREATE INDEX "memberships_user_id_idx" ON "control"."memberships" ("user_id");--> statement-breakpoint
CREATE INDEX "placements_cluster_idx" ON "control"."placements" ("cluster");--> statement-breakpoint
CREATE INDEX "sessions_tenant_id_user_id_idx" ON "control"."sessions" ("tenant_id","user_id");--> statement-breakpoint
CREATE INDEX "sessions_source_session_id_idx" ON "control"."sessions" ("source_session_id");--> statement-breakpoint
CREATE INDEX "sessions_user_id_idx" ON "control"."sessions" ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "tenants_slug_key" ON "control"."tenants" ("slug");--> statement-breakpoint
CREATE UNIQUE INDEX "tenants_organization_id_key" ON "control"."tenants" ("organization_id");--> statement-breakpoint
CREATE INDEX "tenants_status_idx" ON "control"."tenants" ("status");--> statement-breakpoint
CREATE INDEX "tickets_expires_at_idx" ON "control"."tickets" ("expires_at");--> statement-breakpoint
CREATE INDEX "users_email_idx" ON "control"."users" ("email");--> statement-breakpoint
CREATE INDEX "webhook_events_received_at_idx" ON "control"."webhook_events" ("received_at");--> statement-breakpoint
ALTER TABLE "control"."domains" ADD CONSTRAINT "domains_tenant_id_tenants_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "control"."tenants"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "control"."memberships" ADD CONSTRAINT "memberships_tenant_id_tenants_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "control"."tenants"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "control"."placements" ADD CONSTRAINT "placements_tenant_id_tenants_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "control"."tenants"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "control"."placements" ADD CONSTRAINT "placements_cluster_clusters_name_fkey" FOREIGN KEY ("cluster") REFERENCES "control"."clusters"("name");--> statement-breakpoint
ALTER TABLE "control"."sessions" ADD CONSTRAINT "sessions_tenant_id_tenants_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "control"."tenants"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "control"."tickets" ADD CONSTRAINT "tickets_tenant_id_tenants_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "control"."tenants"("id") ON DELETE CASCADE;