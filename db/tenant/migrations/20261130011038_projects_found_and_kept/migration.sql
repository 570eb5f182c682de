-- lint: a workspace has at most some ten thousand projects: rewritten and indexed within a second.
-- squawk-ignore-file require-concurrent-index-creation, require-concurrent-index-deletion, prefer-bigint-over-int, adding-field-with-default
CREATE EXTENSION IF NOT EXISTS "pg_trgm" WITH SCHEMA extensions;--> statement-breakpoint
DROP INDEX "projects_live_idx";--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "archived_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "deleted_by" text;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "search_words" tsvector GENERATED ALWAYS AS (to_tsvector('simple', translate(name || ' ' || description, '/@.:_+-', '       '))) STORED;--> statement-breakpoint
DROP INDEX "projects_created_by_idx";--> statement-breakpoint
CREATE INDEX "projects_created_by_idx" ON "projects" ("created_by","id");--> statement-breakpoint
CREATE INDEX "projects_listed_idx" ON "projects" ("id") WHERE "deleted_at" is null and "archived_at" is null;--> statement-breakpoint
CREATE INDEX "projects_name_idx" ON "projects" (lower("name"),"id") WHERE "deleted_at" is null and "archived_at" is null;--> statement-breakpoint
CREATE INDEX "projects_updated_idx" ON "projects" ("updated_at","id") WHERE "deleted_at" is null and "archived_at" is null;--> statement-breakpoint
CREATE INDEX "projects_status_idx" ON "projects" ("status","id") WHERE "deleted_at" is null and "archived_at" is null;--> statement-breakpoint
CREATE INDEX "projects_public_idx" ON "projects" ("id") WHERE "deleted_at" is null and "archived_at" is null and "is_public";--> statement-breakpoint
CREATE INDEX "projects_archived_idx" ON "projects" ("id") WHERE "deleted_at" is null and "archived_at" is not null;--> statement-breakpoint
CREATE INDEX "projects_deleted_idx" ON "projects" ("deleted_at","id") WHERE "deleted_at" is not null;--> statement-breakpoint
CREATE INDEX "projects_words_idx" ON "projects" USING gin ("search_words");--> statement-breakpoint
CREATE INDEX "projects_similar_idx" ON "projects" USING gin (lower("name") gin_trgm_ops);
