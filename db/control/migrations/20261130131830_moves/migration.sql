CREATE TABLE "control"."moves" (
	"id" uuid PRIMARY KEY,
	"tenant_id" uuid NOT NULL,
	"method" text NOT NULL,
	"phase" text NOT NULL,
	"from_kind" text NOT NULL,
	"from_cluster" text NOT NULL,
	"from_database" text NOT NULL,
	"from_login" text,
	"from_sealed_password" text,
	"to_kind" text NOT NULL,
	"to_cluster" text NOT NULL,
	"to_database" text NOT NULL,
	"to_login" text,
	"to_sealed_password" text,
	"started_by" text NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"phase_at" timestamp with time zone DEFAULT now() NOT NULL,
	"arrived_at" timestamp with time zone,
	"pause_ms" bigint,
	"reap_after" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"error" text
);
--> statement-breakpoint
CREATE UNIQUE INDEX "moves_open_key" ON "control"."moves" ("tenant_id") WHERE "finished_at" is null;--> statement-breakpoint
CREATE INDEX "moves_tenant_id_idx" ON "control"."moves" ("tenant_id","started_at");--> statement-breakpoint
CREATE INDEX "moves_finished_at_idx" ON "control"."moves" ("finished_at");--> statement-breakpoint
ALTER TABLE "control"."moves" ADD CONSTRAINT "moves_from_cluster_clusters_name_fkey" FOREIGN KEY ("from_cluster") REFERENCES "control"."clusters"("name");--> statement-breakpoint
ALTER TABLE "control"."moves" ADD CONSTRAINT "moves_to_cluster_clusters_name_fkey" FOREIGN KEY ("to_cluster") REFERENCES "control"."clusters"("name");