CREATE TABLE "control"."staff_sessions" (
	"id_hash" text PRIMARY KEY,
	"user_id" text NOT NULL,
	"email" text NOT NULL,
	"source_session_id" text NOT NULL,
	"hostname" text NOT NULL,
	"user_agent" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "control"."staff_tickets" (
	"hash" text PRIMARY KEY,
	"user_id" text NOT NULL,
	"email" text NOT NULL,
	"source_session_id" text NOT NULL,
	"hostname" text NOT NULL,
	"nonce_hash" text NOT NULL,
	"return_to" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"redeemed_at" timestamp with time zone
);
