-- lint: code from before does not read the column; who was deactivated is not active, and stays out.
-- squawk-ignore ban-drop-column
ALTER TABLE "members" DROP COLUMN "is_deactivated";
