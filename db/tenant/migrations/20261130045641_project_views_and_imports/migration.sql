CREATE TABLE "project_imports" (
	"id" uuid PRIMARY KEY,
	"member_id" text NOT NULL,
	"file_name" text NOT NULL,
	"content" text NOT NULL,
	"columns" jsonb,
	"state" text DEFAULT 'waiting' NOT NULL,
	"project_ids" jsonb DEFAULT '[]' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "project_view_defaults" (
	"member_id" text PRIMARY KEY,
	"view_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "project_views" (
	"id" uuid PRIMARY KEY,
	"member_id" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"is_shared" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "project_imports_member_idx" ON "project_imports" ("member_id","id");--> statement-breakpoint
CREATE INDEX "project_imports_created_at_idx" ON "project_imports" ("created_at");--> statement-breakpoint
CREATE INDEX "project_view_defaults_view_idx" ON "project_view_defaults" ("view_id");--> statement-breakpoint
CREATE UNIQUE INDEX "project_views_own_name_key" ON "project_views" ("member_id",lower("name")) WHERE "deleted_at" is null and not "is_shared";--> statement-breakpoint
CREATE UNIQUE INDEX "project_views_shared_name_key" ON "project_views" (lower("name")) WHERE "deleted_at" is null and "is_shared";--> statement-breakpoint
ALTER TABLE "project_view_defaults" ADD CONSTRAINT "project_view_defaults_view_id_project_views_id_fkey" FOREIGN KEY ("view_id") REFERENCES "project_views"("id") ON DELETE CASCADE;