-- The log stays append-only, but for sign-ins that are older than a year: of whatever else there is nothing to
-- delete for the role that would.
GRANT DELETE ON "control"."audit_log" TO control_app;
--> statement-breakpoint
CREATE POLICY "due" ON "control"."audit_log" AS RESTRICTIVE FOR DELETE TO control_app
  USING ("action" IN ('session.start', 'session.end') AND "at" < now() - interval '365 days');
