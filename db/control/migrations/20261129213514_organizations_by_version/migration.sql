ALTER TABLE "control"."tenants" ADD COLUMN "name_version" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "control"."webhook_events" ADD COLUMN "organization_id" text;--> statement-breakpoint
-- What was received so far: the newest version of each organization has named its tenant.
UPDATE "control"."tenants" t SET "name_version" = s.version
FROM (
  SELECT "payload" -> 'data' ->> 'id' AS id, max(to_timestamp(("payload" -> 'data' ->> 'updated_at')::numeric / 1000)) AS version
  FROM "control"."webhook_events"
  WHERE "type" IN ('organization.created', 'organization.updated') AND "payload" -> 'data' ->> 'updated_at' ~ '^[0-9]+$'
  GROUP BY 1
) s
WHERE t."organization_id" = s.id;--> statement-breakpoint
UPDATE "control"."webhook_events" SET "organization_id" = "payload" -> 'data' ->> 'id'
WHERE "type" LIKE 'organization.%';--> statement-breakpoint
UPDATE "control"."webhook_events" SET "organization_id" = "payload" -> 'data' -> 'organization' ->> 'id'
WHERE "type" LIKE 'organizationMembership.%';--> statement-breakpoint
UPDATE "control"."webhook_events" SET "organization_id" = "payload" -> 'data' ->> 'organization_id'
WHERE "type" LIKE 'organizationInvitation.%';
