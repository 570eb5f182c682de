CREATE TABLE "control"."join_requests" (
	"id" uuid PRIMARY KEY,
	"tenant_id" uuid,
	"slug" text NOT NULL,
	"user_id" text NOT NULL,
	"email" text NOT NULL,
	"first_name" text,
	"last_name" text,
	"status" text DEFAULT 'pending' NOT NULL,
	"role" text,
	"decider_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_at" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "join_requests_waiting_idx" ON "control"."join_requests" ("tenant_id","created_at","id") WHERE "status" = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "join_requests_asked_key" ON "control"."join_requests" ("user_id","slug") WHERE "status" = 'pending';--> statement-breakpoint
CREATE INDEX "join_requests_user_id_idx" ON "control"."join_requests" ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "join_requests_created_at_idx" ON "control"."join_requests" ("created_at");--> statement-breakpoint
ALTER TABLE "control"."join_requests" ADD CONSTRAINT "join_requests_tenant_id_tenants_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "control"."tenants"("id") ON DELETE CASCADE;--> statement-breakpoint
-- A tenant's pages read and decline on the tenant's own hostname, where no other tenant's request is visible.
GRANT SELECT, UPDATE ON "control"."join_requests" TO control_tenant;
--> statement-breakpoint
ALTER TABLE "control"."join_requests" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "control"."join_requests" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "app" ON "control"."join_requests" TO control_app USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "tenant" ON "control"."join_requests" TO control_tenant
  USING ("tenant_id" = nullif(current_setting('app.tenant_id', true), '')::uuid);
