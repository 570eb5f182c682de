-- lint: the control plane has one row a tenant: indexed in milliseconds.
-- squawk-ignore-file require-concurrent-index-creation, require-concurrent-index-deletion
ALTER TABLE "control"."placements" ADD COLUMN "released_at" timestamp with time zone;--> statement-breakpoint
DROP INDEX "control"."placements_cluster_idx";--> statement-breakpoint
CREATE INDEX "placements_cluster_idx" ON "control"."placements" ("cluster") WHERE "released_at" is null;--> statement-breakpoint
UPDATE "control"."placements" SET "released_at" = now() FROM "control"."tenants" WHERE "tenants"."id" = "placements"."tenant_id" AND "tenants"."status" = 'purged';
