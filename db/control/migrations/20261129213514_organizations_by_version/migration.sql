ALTER TABLE "control"."tenants" ADD COLUMN "name_version" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "control"."webhook_events" ADD COLUMN "organization_id" text;