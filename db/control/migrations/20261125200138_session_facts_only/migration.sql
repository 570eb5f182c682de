-- lint: no code has ever read or written it.
-- squawk-ignore ban-drop-column
ALTER TABLE "control"."sessions" DROP COLUMN "data";
