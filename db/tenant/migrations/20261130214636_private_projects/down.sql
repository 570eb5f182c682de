-- lint: code from before asks for none of what these indexes have more; they are built within a second.
-- squawk-ignore-file require-concurrent-index-creation, require-concurrent-index-deletion
DROP INDEX "projects_private_idx";--> statement-breakpoint
DROP INDEX "projects_updated_idx";--> statement-breakpoint
CREATE INDEX "projects_updated_idx" ON "projects" ("updated_at","id") WHERE "deleted_at" is null and "archived_at" is null;--> statement-breakpoint
DROP INDEX "projects_name_idx";--> statement-breakpoint
CREATE INDEX "projects_name_idx" ON "projects" (lower("name"),"id") WHERE "deleted_at" is null and "archived_at" is null;
