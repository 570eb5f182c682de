-- lint: a workspace has at most some ten thousand members: indexed in milliseconds.
-- squawk-ignore-file require-concurrent-index-creation, require-concurrent-index-deletion
DROP INDEX "members_name_idx";--> statement-breakpoint
DROP INDEX "members_email_idx";--> statement-breakpoint
CREATE UNIQUE INDEX "members_email_key" ON "members" (lower("email")) WHERE "is_active";
