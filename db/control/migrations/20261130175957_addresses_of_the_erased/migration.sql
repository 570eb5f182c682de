-- The log stays append-only. Of who is erased the address that they came from goes: nothing else of a row can
-- be changed, of nobody else's rows, and to nothing but nothing.
GRANT UPDATE ("ip") ON "control"."audit_log" TO control_app;
--> statement-breakpoint
CREATE POLICY "erased" ON "control"."audit_log" AS RESTRICTIVE FOR UPDATE TO control_app
  USING (EXISTS (SELECT FROM "control"."tombstones" t WHERE t."kind" = 'user' AND t."id" = "actor_id"))
  WITH CHECK ("ip" IS NULL);
