-- lint: what members were told of is lost; code from before neither reads nor writes it.
-- squawk-ignore-file ban-drop-table
DROP TABLE "notifications";
