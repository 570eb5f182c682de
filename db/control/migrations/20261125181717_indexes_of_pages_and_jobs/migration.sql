-- lint: writes to the audit log, the journal and the inbox wait while an index is made, once: about a second for a million rows.
-- squawk-ignore-file require-concurrent-index-creation
CREATE INDEX "audit_log_actor_id_idx" ON "control"."audit_log" ("actor_id","id");--> statement-breakpoint
CREATE INDEX "audit_log_action_idx" ON "control"."audit_log" ("action","id");--> statement-breakpoint
CREATE INDEX "audit_log_at_idx" ON "control"."audit_log" ("at");--> statement-breakpoint
CREATE INDEX "journal_unfinished_idx" ON "control"."journal" ("state","finished_at") WHERE "state" <> 'done';--> statement-breakpoint
CREATE INDEX "journal_finished_at_idx" ON "control"."journal" ("finished_at");--> statement-breakpoint
CREATE INDEX "migration_results_finished_at_idx" ON "control"."migration_results" ("finished_at");--> statement-breakpoint
CREATE INDEX "sessions_expires_at_idx" ON "control"."sessions" ("expires_at");--> statement-breakpoint
CREATE INDEX "tombstones_deleted_at_idx" ON "control"."tombstones" ("deleted_at");--> statement-breakpoint
CREATE INDEX "webhook_events_type_idx" ON "control"."webhook_events" ("type","received_at");--> statement-breakpoint
CREATE INDEX "webhook_events_processed_at_idx" ON "control"."webhook_events" ("processed_at");--> statement-breakpoint
CREATE INDEX "webhook_events_object_id_idx" ON "control"."webhook_events" ((("payload" -> 'data' ->> 'id')));--> statement-breakpoint
CREATE INDEX "webhook_events_unprocessed_idx" ON "control"."webhook_events" ("received_at") WHERE "processed_at" is null;