-- lint: a stand-in for one laptop.
-- squawk-ignore-file prefer-bigint-over-int
CREATE SCHEMA IF NOT EXISTS "local_identity";
--> statement-breakpoint
CREATE TABLE "local_identity"."instance" (
	"id" text PRIMARY KEY DEFAULT 'instance',
	"private_key_pem" text NOT NULL,
	"public_key_pem" text NOT NULL,
	"secret_key" text NOT NULL,
	"webhook_secret" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "local_identity"."memberships" (
	"id" text PRIMARY KEY,
	"organization_id" text NOT NULL,
	"user_id" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "local_identity"."organizations" (
	"id" text PRIMARY KEY,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"created_by" text NOT NULL,
	"public_metadata" jsonb DEFAULT '{}' NOT NULL,
	"private_metadata" jsonb DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "local_identity"."outbox" (
	"position" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "local_identity"."outbox_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"message_id" text NOT NULL,
	"body" jsonb NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "local_identity"."sessions" (
	"id" text PRIMARY KEY,
	"user_id" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "local_identity"."users" (
	"id" text PRIMARY KEY,
	"email" text NOT NULL,
	"first_name" text NOT NULL,
	"last_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "memberships_organization_id_user_id_key" ON "local_identity"."memberships" ("organization_id","user_id");--> statement-breakpoint
CREATE INDEX "memberships_user_id_idx" ON "local_identity"."memberships" ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "organizations_slug_key" ON "local_identity"."organizations" ("slug");--> statement-breakpoint
CREATE INDEX "outbox_due_at_idx" ON "local_identity"."outbox" ("due_at");--> statement-breakpoint
CREATE INDEX "sessions_user_id_idx" ON "local_identity"."sessions" ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_key" ON "local_identity"."users" (lower("email"));--> statement-breakpoint
ALTER TABLE "local_identity"."memberships" ADD CONSTRAINT "memberships_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "local_identity"."organizations"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "local_identity"."memberships" ADD CONSTRAINT "memberships_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "local_identity"."users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "local_identity"."sessions" ADD CONSTRAINT "sessions_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "local_identity"."users"("id") ON DELETE CASCADE;