ALTER TABLE "control"."users" ADD COLUMN "is_barred" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "control"."tombstones" ADD COLUMN "merged_into" text;