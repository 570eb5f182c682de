CREATE TABLE "control"."invitations" (
	"id" text PRIMARY KEY,
	"tenant_id" uuid NOT NULL,
	"email" text NOT NULL,
	"email_key" text NOT NULL,
	"role" text NOT NULL,
	"status" text NOT NULL,
	"inviter_id" text,
	"source_updated_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "invitations_tenant_id_idx" ON "control"."invitations" ("tenant_id","created_at","id");--> statement-breakpoint
CREATE INDEX "invitations_email_key_idx" ON "control"."invitations" ("email_key");--> statement-breakpoint
CREATE INDEX "invitations_expires_at_idx" ON "control"."invitations" ("expires_at");--> statement-breakpoint
ALTER TABLE "control"."invitations" ADD CONSTRAINT "invitations_tenant_id_tenants_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "control"."tenants"("id") ON DELETE CASCADE;--> statement-breakpoint
-- A tenant's pages invite on the tenant's own hostname, where no other tenant's row is visible.
GRANT SELECT, INSERT, UPDATE ON "control"."invitations" TO control_tenant;
--> statement-breakpoint
ALTER TABLE "control"."invitations" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "control"."invitations" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "app" ON "control"."invitations" TO control_app USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "tenant" ON "control"."invitations" TO control_tenant
  USING ("tenant_id" = nullif(current_setting('app.tenant_id', true), '')::uuid);
