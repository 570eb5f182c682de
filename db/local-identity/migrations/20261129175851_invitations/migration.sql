CREATE TABLE "local_identity"."invitations" (
	"id" text PRIMARY KEY,
	"organization_id" text NOT NULL,
	"email" text NOT NULL,
	"email_key" text NOT NULL,
	"role" text NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"inviter_user_id" text,
	"redirect_url" text NOT NULL,
	"public_metadata" jsonb DEFAULT '{}' NOT NULL,
	"private_metadata" jsonb DEFAULT '{}' NOT NULL,
	"ticket" text NOT NULL,
	"user_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "local_identity"."mails" (
	"id" text PRIMARY KEY,
	"to" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"html" text NOT NULL,
	"sent_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_ticket_key" ON "local_identity"."invitations" ("ticket");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_pending_key" ON "local_identity"."invitations" ("organization_id","email_key") WHERE "status" = 'pending';--> statement-breakpoint
CREATE INDEX "mails_sent_at_idx" ON "local_identity"."mails" ("sent_at","id");--> statement-breakpoint
ALTER TABLE "local_identity"."invitations" ADD CONSTRAINT "invitations_organization_id_organizations_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "local_identity"."organizations"("id") ON DELETE CASCADE;