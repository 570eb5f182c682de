ALTER TABLE "control"."memberships" ADD COLUMN "source_id" text;--> statement-breakpoint
CREATE INDEX "memberships_source_id_idx" ON "control"."memberships" ("source_id");