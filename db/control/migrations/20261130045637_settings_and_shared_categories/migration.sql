-- lint: some shared categories are all that the index is made of.
-- squawk-ignore-file require-concurrent-index-creation
CREATE TABLE "control"."tenant_logos" (
	"tenant_id" uuid PRIMARY KEY,
	"media_type" text NOT NULL,
	"bytes" bytea NOT NULL,
	"version" text NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenant_logos_size" CHECK (octet_length("bytes") <= 262144)
);
--> statement-breakpoint
ALTER TABLE "control"."base_categories" ADD COLUMN "translations" jsonb DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "control"."users" ADD COLUMN "preferences" jsonb DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "base_categories_name_key" ON "control"."base_categories" (lower("name")) WHERE "is_active";--> statement-breakpoint
ALTER TABLE "control"."tenant_logos" ADD CONSTRAINT "tenant_logos_tenant_id_tenants_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "control"."tenants"("id") ON DELETE CASCADE;--> statement-breakpoint
UPDATE "control"."base_categories" SET "translations" = jsonb_build_object('es', spanish) FROM (VALUES
  ('Design', 'Diseño'), ('Engineering', 'Ingeniería'), ('Marketing', 'Marketing'), ('Operations', 'Operaciones'),
  ('Research', 'Investigación')) AS known (english, spanish) WHERE "name" = english;
--> statement-breakpoint
-- A tenant's members see their own logo; who changes it changes the tenant's own row with it.
GRANT SELECT ON "control"."tenant_logos" TO control_tenant;
--> statement-breakpoint
ALTER TABLE "control"."tenant_logos" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "control"."tenant_logos" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "app" ON "control"."tenant_logos" TO control_app USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "tenant" ON "control"."tenant_logos" TO control_tenant
  USING ("tenant_id" = nullif(current_setting('app.tenant_id', true), '')::uuid);
