CREATE TABLE "control"."archives" (
	"id" uuid PRIMARY KEY,
	"tenant_id" uuid NOT NULL,
	"state" text NOT NULL,
	"address" text NOT NULL,
	"taken_at" timestamp with time zone DEFAULT now() NOT NULL,
	"bytes" bigint,
	"rows" bigint,
	"verified_at" timestamp with time zone,
	"drilled_at" timestamp with time zone,
	"drill_error" text,
	"removed_at" timestamp with time zone,
	"error" text
);
--> statement-breakpoint
CREATE INDEX "archives_tenant_id_idx" ON "control"."archives" ("tenant_id","taken_at");--> statement-breakpoint
CREATE INDEX "archives_good_idx" ON "control"."archives" ("tenant_id","taken_at") WHERE "state" = 'taken' and "removed_at" is null and "drill_error" is null;--> statement-breakpoint
CREATE INDEX "archives_taking_idx" ON "control"."archives" ("tenant_id") WHERE "state" = 'taking';--> statement-breakpoint
CREATE INDEX "archives_taken_at_idx" ON "control"."archives" ("taken_at") WHERE "removed_at" is null;--> statement-breakpoint
CREATE INDEX "archives_removed_at_idx" ON "control"."archives" ("removed_at");