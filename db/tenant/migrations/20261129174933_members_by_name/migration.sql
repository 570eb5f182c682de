-- lint: a workspace has at most some ten thousand members: indexed in milliseconds.
-- squawk-ignore-file require-concurrent-index-creation, require-concurrent-index-deletion
DROP INDEX "members_email_key";--> statement-breakpoint
CREATE INDEX "members_email_idx" ON "members" (lower("email"));--> statement-breakpoint
CREATE INDEX "members_name_idx" ON "members" (lower(coalesce("first_name", '')),lower(coalesce("last_name", '')),"id");