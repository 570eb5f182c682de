-- Whoever changes who may come in, all processes hear of it with the commit: by page, by job, by hand.
-- NOTIFY as a statement needs no right of the role that changes the row.
CREATE FUNCTION "control"."tell_access_changed"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  EXECUTE format('NOTIFY tenantry_access, %L', OLD.tenant_id || ' ' || left(OLD.user_id, 200));
  RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION "control"."tell_access_changed"() FROM PUBLIC;
--> statement-breakpoint
CREATE TRIGGER "tell_access_changed" AFTER DELETE OR UPDATE OF "revoked_at", "expires_at" ON "control"."sessions"
  FOR EACH ROW EXECUTE FUNCTION "control"."tell_access_changed"();
--> statement-breakpoint
CREATE TRIGGER "tell_access_changed" AFTER DELETE OR UPDATE OF "role", "deleted_at" ON "control"."memberships"
  FOR EACH ROW EXECUTE FUNCTION "control"."tell_access_changed"();
