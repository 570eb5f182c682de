-- lint: counted up to a hundred.
-- squawk-ignore-file prefer-bigint-over-int
ALTER TABLE "control"."memberships" ADD COLUMN "unread" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
-- A tenant's own pages say how many of its notifications wait for somebody, and nothing else of a membership.
GRANT UPDATE ("unread") ON "control"."memberships" TO control_tenant;
--> statement-breakpoint
-- What a process remembers of the person's workspaces is old then, in every process.
CREATE TRIGGER "tell_unread_changed" AFTER UPDATE OF "unread" ON "control"."memberships"
  FOR EACH ROW WHEN (OLD."unread" IS DISTINCT FROM NEW."unread")
  EXECUTE FUNCTION "control"."tell_access_changed"();
