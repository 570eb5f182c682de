CREATE TABLE "control"."mail_domains" (
	"id" uuid PRIMARY KEY,
	"tenant_id" uuid NOT NULL,
	"domain" text NOT NULL,
	"verification_token" text NOT NULL,
	"admission" text DEFAULT 'asks' NOT NULL,
	"proven_at" timestamp with time zone,
	"found_at" timestamp with time zone,
	"checked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "control"."mails" (
	"id" uuid PRIMARY KEY,
	"tenant_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"kind" text NOT NULL,
	"about_id" uuid NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"problem" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "control"."users" ADD COLUMN "language" text;--> statement-breakpoint
CREATE UNIQUE INDEX "mail_domains_listed_key" ON "control"."mail_domains" ("tenant_id","domain");--> statement-breakpoint
CREATE UNIQUE INDEX "mail_domains_domain_key" ON "control"."mail_domains" ("domain") WHERE "proven_at" is not null;--> statement-breakpoint
CREATE INDEX "mail_domains_found_at_idx" ON "control"."mail_domains" ("found_at") WHERE "proven_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "mails_said_key" ON "control"."mails" ("about_id","kind","user_id");--> statement-breakpoint
CREATE INDEX "mails_tenant_id_idx" ON "control"."mails" ("tenant_id","kind","created_at");--> statement-breakpoint
CREATE INDEX "mails_user_id_idx" ON "control"."mails" ("user_id");--> statement-breakpoint
CREATE INDEX "mails_created_at_idx" ON "control"."mails" ("created_at");--> statement-breakpoint
ALTER TABLE "control"."mail_domains" ADD CONSTRAINT "mail_domains_tenant_id_tenants_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "control"."tenants"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "control"."mails" ADD CONSTRAINT "mails_tenant_id_tenants_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "control"."tenants"("id") ON DELETE CASCADE;--> statement-breakpoint
-- A tenant's owners list and prove domains on the tenant's own hostname, where no other tenant's row is visible.
GRANT SELECT, INSERT, UPDATE, DELETE ON "control"."mail_domains" TO control_tenant;
--> statement-breakpoint
ALTER TABLE "control"."mail_domains" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "control"."mail_domains" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "app" ON "control"."mail_domains" TO control_app USING (true) WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY "tenant" ON "control"."mail_domains" TO control_tenant
  USING ("tenant_id" = nullif(current_setting('app.tenant_id', true), '')::uuid);
