-- The roles control_app and control_tenant exist before this runs: they belong to the server, not to one database.
GRANT USAGE ON SCHEMA "control" TO control_app, control_tenant;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA "control" TO control_app;
--> statement-breakpoint
GRANT USAGE ON ALL SEQUENCES IN SCHEMA "control" TO control_app, control_tenant;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA "control" GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO control_app;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA "control" GRANT USAGE ON SEQUENCES TO control_app, control_tenant;
--> statement-breakpoint
-- Append-only: nothing that serves requests can rewrite history or the bookkeeping.
REVOKE UPDATE, DELETE ON "control"."audit_log" FROM control_app;
--> statement-breakpoint
REVOKE INSERT, UPDATE, DELETE ON "control"."_migrations" FROM control_app;
--> statement-breakpoint
-- A tenant's own pages reach the control plane as control_tenant, and see the rows of app.tenant_id alone.
GRANT SELECT, INSERT, UPDATE, DELETE ON "control"."domains" TO control_tenant;
--> statement-breakpoint
GRANT SELECT, UPDATE ON "control"."sessions" TO control_tenant;
--> statement-breakpoint
GRANT SELECT ON "control"."memberships" TO control_tenant;
--> statement-breakpoint
GRANT SELECT, INSERT ON "control"."audit_log" TO control_tenant;
--> statement-breakpoint
GRANT SELECT ON "control"."base_categories" TO control_tenant;
--> statement-breakpoint
ALTER TABLE "control"."domains" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "control"."domains" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "app" ON "control"."domains" TO control_app USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "tenant" ON "control"."domains" TO control_tenant
  USING ("tenant_id" = nullif(current_setting('app.tenant_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "control"."sessions" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "control"."sessions" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "app" ON "control"."sessions" TO control_app USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "tenant" ON "control"."sessions" TO control_tenant
  USING ("tenant_id" = nullif(current_setting('app.tenant_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "control"."memberships" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "control"."memberships" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "app" ON "control"."memberships" TO control_app USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "tenant" ON "control"."memberships" TO control_tenant
  USING ("tenant_id" = nullif(current_setting('app.tenant_id', true), '')::uuid);
--> statement-breakpoint
ALTER TABLE "control"."audit_log" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "control"."audit_log" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "app" ON "control"."audit_log" TO control_app USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "tenant" ON "control"."audit_log" TO control_tenant
  USING ("tenant_id" = nullif(current_setting('app.tenant_id', true), '')::uuid);
--> statement-breakpoint
INSERT INTO "control"."base_categories" ("id", "name", "position") VALUES
  ('019a0000-0000-7000-8000-000000000001', 'Design', 1),
  ('019a0000-0000-7000-8000-000000000002', 'Engineering', 2),
  ('019a0000-0000-7000-8000-000000000003', 'Marketing', 3),
  ('019a0000-0000-7000-8000-000000000004', 'Operations', 4),
  ('019a0000-0000-7000-8000-000000000005', 'Research', 5);
