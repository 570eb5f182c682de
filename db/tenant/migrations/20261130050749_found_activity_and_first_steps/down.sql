-- lint: code from before reads no such column, and asks for none of these indexes.
-- squawk-ignore-file require-concurrent-index-deletion, ban-drop-column
DROP INDEX "activity_actor_idx";--> statement-breakpoint
DROP INDEX "activity_action_idx";--> statement-breakpoint
DROP INDEX "activity_at_idx";--> statement-breakpoint
DROP INDEX "projects_created_at_idx";--> statement-breakpoint
DROP INDEX "projects_waiting_idx";--> statement-breakpoint
ALTER TABLE "members" DROP COLUMN "hides_checklist";
