-- A ticket is used up on the tenant's own hostname, where no other tenant's is visible.
GRANT SELECT, UPDATE ON "control"."tickets" TO control_tenant;
--> statement-breakpoint
ALTER TABLE "control"."tickets" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "control"."tickets" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "app" ON "control"."tickets" TO control_app USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "tenant" ON "control"."tickets" TO control_tenant
  USING ("tenant_id" = nullif(current_setting('app.tenant_id', true), '')::uuid);
