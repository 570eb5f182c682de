-- lint: limits and counts of tables stay below ten millions; the control plane has one row a tenant, indexed in milliseconds.
-- squawk-ignore-file prefer-bigint-over-int, require-concurrent-index-creation, require-concurrent-index-deletion
ALTER TABLE "control"."clusters" ADD COLUMN "max_tables" integer DEFAULT 100000 NOT NULL;--> statement-breakpoint
ALTER TABLE "control"."clusters" ADD COLUMN "tables" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
DROP INDEX "control"."placements_cluster_idx";--> statement-breakpoint
CREATE INDEX "placements_cluster_idx" ON "control"."placements" ("cluster","kind") WHERE "released_at" is null;
