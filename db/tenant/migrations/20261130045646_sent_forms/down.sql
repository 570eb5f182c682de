-- lint: which forms were sent is lost, for a day; code from before neither reads nor writes it.
-- squawk-ignore-file ban-drop-table
DROP TABLE "sent_forms";
