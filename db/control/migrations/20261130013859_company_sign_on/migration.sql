ALTER TABLE "control"."users" ADD COLUMN "has_company_account" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "control"."tenant_security" ADD COLUMN "company_domains" text[] DEFAULT '{}'::text[] NOT NULL;--> statement-breakpoint
ALTER TABLE "control"."sessions" ADD COLUMN "domains" text[];--> statement-breakpoint
ALTER TABLE "control"."sessions" ADD COLUMN "company_domain" text;--> statement-breakpoint
ALTER TABLE "control"."tickets" ADD COLUMN "domains" text[];--> statement-breakpoint
ALTER TABLE "control"."tickets" ADD COLUMN "company_domain" text;