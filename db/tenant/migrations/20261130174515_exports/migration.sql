CREATE TABLE "exports" (
	"id" uuid PRIMARY KEY,
	"asked_by" text NOT NULL,
	"format" text NOT NULL,
	"with_trash" boolean NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempt" bigint DEFAULT 0 NOT NULL,
	"rows_total" bigint DEFAULT 0 NOT NULL,
	"rows_written" bigint DEFAULT 0 NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"touched_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "export_chunks" (
	"export_id" uuid,
	"attempt" bigint,
	"ordinal" bigint,
	"bytes" bytea NOT NULL,
	CONSTRAINT "export_chunks_pkey" PRIMARY KEY("export_id","attempt","ordinal")
);
--> statement-breakpoint
CREATE INDEX "exports_created_at_idx" ON "exports" ("created_at");--> statement-breakpoint
ALTER TABLE "export_chunks" ADD CONSTRAINT "export_chunks_export_id_exports_id_fkey" FOREIGN KEY ("export_id") REFERENCES "exports"("id") ON DELETE CASCADE;