-- lint: code from before reads neither column; who was deactivated is not active, and stays out.
-- squawk-ignore-file ban-drop-column
ALTER TABLE "members" DROP COLUMN "search_text";--> statement-breakpoint
ALTER TABLE "members" DROP COLUMN "is_deactivated";
