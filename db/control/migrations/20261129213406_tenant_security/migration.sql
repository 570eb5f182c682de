-- lint: the integers are minutes of a month at most; no session has a former secret yet, so its index is empty.
-- squawk-ignore-file prefer-bigint-over-int, require-concurrent-index-creation
CREATE TABLE "control"."tenant_security" (
	"tenant_id" uuid PRIMARY KEY,
	"idle_minutes" integer NOT NULL,
	"absolute_minutes" integer NOT NULL,
	"who_invites" text NOT NULL,
	"needs_second_factor" boolean NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenant_security_lengths" CHECK ("idle_minutes" > 0 and "absolute_minutes" > 0)
);
--> statement-breakpoint
ALTER TABLE "control"."users" ADD COLUMN "has_second_factor" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "control"."sessions" ADD COLUMN "proved_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "control"."sessions" ADD COLUMN "has_second_factor" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "control"."sessions" ADD COLUMN "role" text;--> statement-breakpoint
ALTER TABLE "control"."sessions" ADD COLUMN "former_id_hash" text;--> statement-breakpoint
ALTER TABLE "control"."sessions" ADD COLUMN "exchanged_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "control"."tickets" ADD COLUMN "proved_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "control"."tickets" ADD COLUMN "has_second_factor" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "sessions_former_id_hash_idx" ON "control"."sessions" ("former_id_hash") WHERE "former_id_hash" is not null;--> statement-breakpoint
ALTER TABLE "control"."tenant_security" ADD CONSTRAINT "tenant_security_tenant_id_tenants_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "control"."tenants"("id") ON DELETE CASCADE;--> statement-breakpoint
-- A tenant's owners choose on the tenant's own hostname, where no other tenant's row is visible.
GRANT SELECT, INSERT, UPDATE ON "control"."tenant_security" TO control_tenant;
--> statement-breakpoint
ALTER TABLE "control"."tenant_security" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "control"."tenant_security" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "app" ON "control"."tenant_security" TO control_app USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "tenant" ON "control"."tenant_security" TO control_tenant
  USING ("tenant_id" = nullif(current_setting('app.tenant_id', true), '')::uuid);
--> statement-breakpoint
-- Whoever changes what a tenant asks of sessions, all processes hear of it with the commit: it is about everybody in it.
CREATE FUNCTION "control"."tell_security_changed"() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  EXECUTE format('NOTIFY tenantry_access, %L', coalesce(NEW.tenant_id, OLD.tenant_id) || ' ');
  RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION "control"."tell_security_changed"() FROM PUBLIC;
--> statement-breakpoint
CREATE TRIGGER "tell_security_changed" AFTER INSERT OR UPDATE OR DELETE ON "control"."tenant_security"
  FOR EACH ROW EXECUTE FUNCTION "control"."tell_security_changed"();
--> statement-breakpoint
-- A session that is known by its former secret is forgotten.
CREATE TRIGGER "tell_session_exchanged" AFTER UPDATE OF "id_hash" ON "control"."sessions"
  FOR EACH ROW EXECUTE FUNCTION "control"."tell_access_changed"();
