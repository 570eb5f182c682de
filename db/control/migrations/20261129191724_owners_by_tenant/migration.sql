-- lint: the control plane has one row a member: indexed in a second at a million.
-- squawk-ignore-file require-concurrent-index-creation
CREATE INDEX "memberships_owner_idx" ON "control"."memberships" ("tenant_id","user_id") WHERE "role" = 'owner' and "deleted_at" is null;