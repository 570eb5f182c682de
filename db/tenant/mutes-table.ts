import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";

/** What a member is told no more of by mail. In the app they are told of it as before. */
export const notificationMutes = pgTable(
  "notification_mutes",
  {
    memberId: text("member_id").notNull(),
    subjectType: text("subject_type").notNull(),
    subjectId: text("subject_id").notNull(),
  },
  (t) => [primaryKey({ columns: [t.memberId, t.subjectType, t.subjectId] })],
);
