-- lint: code from before reads none of these columns; what is in the trash stays there.
-- squawk-ignore-file require-concurrent-index-creation, require-concurrent-index-deletion, ban-drop-column
DROP INDEX "projects_listed_idx";--> statement-breakpoint
DROP INDEX "projects_name_idx";--> statement-breakpoint
DROP INDEX "projects_updated_idx";--> statement-breakpoint
DROP INDEX "projects_status_idx";--> statement-breakpoint
DROP INDEX "projects_public_idx";--> statement-breakpoint
DROP INDEX "projects_archived_idx";--> statement-breakpoint
DROP INDEX "projects_deleted_idx";--> statement-breakpoint
DROP INDEX "projects_words_idx";--> statement-breakpoint
DROP INDEX "projects_similar_idx";--> statement-breakpoint
DROP INDEX "projects_created_by_idx";--> statement-breakpoint
CREATE INDEX "projects_created_by_idx" ON "projects" ("created_by");--> statement-breakpoint
ALTER TABLE "projects" DROP COLUMN "search_words";--> statement-breakpoint
ALTER TABLE "projects" DROP COLUMN "deleted_by";--> statement-breakpoint
ALTER TABLE "projects" DROP COLUMN "archived_at";--> statement-breakpoint
ALTER TABLE "projects" DROP COLUMN "version";--> statement-breakpoint
CREATE INDEX "projects_live_idx" ON "projects" ("id") WHERE "deleted_at" is null;
