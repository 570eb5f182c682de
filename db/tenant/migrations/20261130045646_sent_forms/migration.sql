CREATE TABLE "sent_forms" (
	"fingerprint" text PRIMARY KEY,
	"made_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "sent_forms_created_at_idx" ON "sent_forms" ("created_at");