-- lint: what members wanted no mail about is lost; code from before sends no such mail.
-- squawk-ignore-file ban-drop-column, ban-drop-table
DROP TABLE "notification_mutes";--> statement-breakpoint
ALTER TABLE "notifications" DROP COLUMN "bundle_id";
