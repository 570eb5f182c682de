-- lint: nobody has named a category yet, and a workspace has some dozens at most: checked at once.
-- squawk-ignore-file require-concurrent-index-creation, prefer-bigint-over-int
ALTER TABLE "categories" ADD COLUMN "position" integer;--> statement-breakpoint
CREATE UNIQUE INDEX "categories_name_key" ON "categories" (lower("name")) WHERE "deleted_at" is null and ("base_category_id" is null or "is_override");