-- lint: the integers here are small numbers: attempts, milliseconds of one tenant, tenants of one run.
-- squawk-ignore-file prefer-bigint-over-int
CREATE TABLE "control"."migration_results" (
	"run_id" uuid,
	"tenant_id" uuid,
	"cluster" text NOT NULL,
	"state" text NOT NULL,
	"from_version" text,
	"to_version" text,
	"attempts" integer NOT NULL,
	"duration_ms" integer NOT NULL,
	"sql_state" text,
	"error" text,
	"migration" text,
	"statement" text,
	"finished_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "migration_results_pkey" PRIMARY KEY("run_id","tenant_id")
);
--> statement-breakpoint
CREATE TABLE "control"."migration_runs" (
	"id" uuid PRIMARY KEY,
	"command" text NOT NULL,
	"state" text NOT NULL,
	"target" text,
	"started_by" text NOT NULL,
	"total" integer NOT NULL,
	"reason" text,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"heartbeat_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "control"."waiting_jobs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "control"."waiting_jobs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tenant_id" uuid NOT NULL,
	"name" text NOT NULL,
	"payload" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "control"."audit_log" ADD COLUMN "actor_kind" text;--> statement-breakpoint
ALTER TABLE "control"."tenants" ADD COLUMN "suspended_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "migration_results_tenant_id_idx" ON "control"."migration_results" ("tenant_id","finished_at");--> statement-breakpoint
CREATE INDEX "migration_runs_started_at_idx" ON "control"."migration_runs" ("started_at");--> statement-breakpoint
-- lint: the control plane has one row a tenant: indexed in milliseconds.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX "tenants_schema_version_idx" ON "control"."tenants" ("schema_version");--> statement-breakpoint
CREATE INDEX "waiting_jobs_tenant_id_idx" ON "control"."waiting_jobs" ("tenant_id");--> statement-breakpoint
ALTER TABLE "control"."migration_results" ADD CONSTRAINT "migration_results_run_id_migration_runs_id_fkey" FOREIGN KEY ("run_id") REFERENCES "control"."migration_runs"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "control"."waiting_jobs" ADD CONSTRAINT "waiting_jobs_tenant_id_tenants_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "control"."tenants"("id") ON DELETE CASCADE;