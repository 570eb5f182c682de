-- lint: a workspace has at most some ten thousand members: the table is written anew in milliseconds.
-- squawk-ignore-file adding-field-with-default
ALTER TABLE "members" ADD COLUMN "is_deactivated" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "members" ADD COLUMN "search_text" text GENERATED ALWAYS AS (lower(email || ' ' || coalesce(first_name, '') || ' ' || coalesce(last_name, ''))) STORED;