ALTER TABLE "control"."memberships" ADD COLUMN "deactivated_at" timestamp with time zone;
--> statement-breakpoint
-- Who is deactivated is out of every process with the commit, as who is removed.
DROP TRIGGER "tell_access_changed" ON "control"."memberships";
--> statement-breakpoint
CREATE TRIGGER "tell_access_changed" AFTER DELETE OR UPDATE OF "role", "deleted_at", "deactivated_at" ON "control"."memberships"
  FOR EACH ROW EXECUTE FUNCTION "control"."tell_access_changed"();
