-- lint: what members said, and what they follow, is lost; code from before neither reads nor writes it.
-- squawk-ignore-file ban-drop-table, ban-drop-column
ALTER TABLE "notifications" DROP COLUMN "comment_id";--> statement-breakpoint
DROP TABLE "comment_mentions";--> statement-breakpoint
DROP TABLE "followings";--> statement-breakpoint
DROP TABLE "comments";
