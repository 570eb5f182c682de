-- lint: the control plane has one row a member: indexed in a second at a million.
-- squawk-ignore-file require-concurrent-index-creation
ALTER TABLE "control"."memberships" ADD COLUMN "source_id" text;--> statement-breakpoint
CREATE INDEX "memberships_source_id_idx" ON "control"."memberships" ("source_id");