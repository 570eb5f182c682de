CREATE TABLE "notification_mutes" (
	"member_id" text,
	"subject_type" text,
	"subject_id" text,
	CONSTRAINT "notification_mutes_pkey" PRIMARY KEY("member_id","subject_type","subject_id")
);
--> statement-breakpoint
ALTER TABLE "notifications" ADD COLUMN "bundle_id" uuid;