CREATE TABLE "control"."replacements" (
	"id" uuid PRIMARY KEY,
	"tenant_id" uuid NOT NULL,
	"phase" text NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"status_before" text NOT NULL,
	"started_by" text NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"replaced_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"error" text
);
--> statement-breakpoint
CREATE UNIQUE INDEX "replacements_open_key" ON "control"."replacements" ("tenant_id") WHERE "finished_at" is null;--> statement-breakpoint
CREATE INDEX "replacements_tenant_id_idx" ON "control"."replacements" ("tenant_id","started_at");--> statement-breakpoint
CREATE INDEX "replacements_finished_at_idx" ON "control"."replacements" ("finished_at");