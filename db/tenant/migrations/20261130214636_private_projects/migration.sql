-- lint: a workspace has at most some ten thousand projects: indexed within a second.
-- squawk-ignore-file require-concurrent-index-creation, require-concurrent-index-deletion
DROP INDEX "projects_name_idx";--> statement-breakpoint
CREATE INDEX "projects_name_idx" ON "projects" (lower("name"),"id","status") WHERE "deleted_at" is null and "archived_at" is null;--> statement-breakpoint
DROP INDEX "projects_updated_idx";--> statement-breakpoint
CREATE INDEX "projects_updated_idx" ON "projects" ("updated_at","id","status") WHERE "deleted_at" is null and "archived_at" is null;--> statement-breakpoint
CREATE INDEX "projects_private_idx" ON "projects" ("created_by","id") WHERE "deleted_at" is null and "archived_at" is null and not "is_public";