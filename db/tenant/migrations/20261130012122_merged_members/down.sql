-- lint: code from before reads no such column; whoever was made one with another is out already.
-- squawk-ignore-file ban-drop-column
ALTER TABLE "members" DROP COLUMN "merged_into";
