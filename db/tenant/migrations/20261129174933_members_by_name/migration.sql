DROP INDEX "members_email_key";--> statement-breakpoint
CREATE INDEX "members_email_idx" ON "members" (lower("email"));--> statement-breakpoint
CREATE INDEX "members_name_idx" ON "members" (lower(coalesce("first_name", '')),lower(coalesce("last_name", '')),"id");