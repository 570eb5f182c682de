-- lint: a workspace has at most some ten thousand projects, and as many acts: indexed within a second.
-- squawk-ignore-file require-concurrent-index-creation, adding-field-with-default
ALTER TABLE "members" ADD COLUMN "hides_checklist" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "activity_actor_idx" ON "activity" ("actor_id","id");--> statement-breakpoint
CREATE INDEX "activity_action_idx" ON "activity" ("action","id");--> statement-breakpoint
CREATE INDEX "activity_at_idx" ON "activity" ("at");--> statement-breakpoint
CREATE INDEX "projects_created_at_idx" ON "projects" ("created_at","is_public","created_by") WHERE "deleted_at" is null and "archived_at" is null;--> statement-breakpoint
CREATE INDEX "projects_waiting_idx" ON "projects" ("created_by","updated_at") WHERE "deleted_at" is null and "archived_at" is null and "status" = 'active';