-- lint: the integer here is an hour of the day.
-- squawk-ignore-file prefer-bigint-over-int
CREATE TABLE "control"."mail_choices" (
	"user_id" text PRIMARY KEY,
	"rhythm" text NOT NULL,
	"hour" integer NOT NULL,
	"time_zone" text NOT NULL,
	"silent_kinds" text[] NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mail_choices_hour" CHECK ("hour" between 0 and 23)
);
