CREATE TABLE "control"."kept_forms" (
	"id_hash" text,
	"user_id" text NOT NULL,
	"hostname" text NOT NULL,
	"path" text,
	"sealed" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "kept_forms_pkey" PRIMARY KEY("id_hash","path")
);
--> statement-breakpoint
CREATE INDEX "kept_forms_expires_at_idx" ON "control"."kept_forms" ("expires_at");--> statement-breakpoint
CREATE INDEX "kept_forms_user_id_idx" ON "control"."kept_forms" ("user_id");