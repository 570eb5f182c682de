-- lint: a version rises with every change of one comment.
-- squawk-ignore-file prefer-bigint-over-int
CREATE TABLE "comment_mentions" (
	"comment_id" uuid,
	"member_id" text,
	CONSTRAINT "comment_mentions_pkey" PRIMARY KEY("comment_id","member_id")
);
--> statement-breakpoint
CREATE TABLE "comments" (
	"id" uuid PRIMARY KEY,
	"project_id" uuid NOT NULL,
	"author_id" text NOT NULL,
	"text" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"edited_at" timestamp with time zone,
	"deleted_at" timestamp with time zone,
	"deleted_by" text
);
--> statement-breakpoint
CREATE TABLE "followings" (
	"member_id" text,
	"project_id" uuid,
	"is_muted" boolean DEFAULT false NOT NULL,
	CONSTRAINT "followings_pkey" PRIMARY KEY("member_id","project_id")
);
--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "comment_id" uuid;--> statement-breakpoint
CREATE INDEX "comment_mentions_member_idx" ON "comment_mentions" ("member_id");--> statement-breakpoint
CREATE INDEX "comments_project_idx" ON "comments" ("project_id","id");--> statement-breakpoint
CREATE INDEX "comments_author_idx" ON "comments" ("author_id","project_id","id");--> statement-breakpoint
CREATE INDEX "comments_deleted_idx" ON "comments" ("deleted_at") WHERE "deleted_at" is not null;--> statement-breakpoint
CREATE INDEX "followings_project_idx" ON "followings" ("project_id");--> statement-breakpoint
ALTER TABLE "comment_mentions" ADD CONSTRAINT "comment_mentions_comment_id_comments_id_fkey" FOREIGN KEY ("comment_id") REFERENCES "comments"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "comment_mentions" ADD CONSTRAINT "comment_mentions_member_id_members_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id");--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_project_id_projects_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "comments" ADD CONSTRAINT "comments_author_id_members_id_fkey" FOREIGN KEY ("author_id") REFERENCES "members"("id");--> statement-breakpoint
ALTER TABLE "followings" ADD CONSTRAINT "followings_member_id_members_id_fkey" FOREIGN KEY ("member_id") REFERENCES "members"("id");--> statement-breakpoint
ALTER TABLE "followings" ADD CONSTRAINT "followings_project_id_projects_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE;