/** What members are told of, and what they want to be told of no more. */
import { sql } from "drizzle-orm";
import { bigint, index, pgTable, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { members } from "./schema.ts";

const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** What a member is told of, a row a receiver; of which kinds is `notification-kinds.ts`. */
export const notifications = pgTable(
  "notifications",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    memberId: text("member_id")
      .notNull()
      .references(() => members.id),
    kind: text("kind").notNull(),
    actorId: text("actor_id").notNull(),
    subjectType: text("subject_type").notNull(),
    subjectId: text("subject_id").notNull(),
    /** Where it is about one comment: shown only as long as that is. */
    commentId: uuid("comment_id"),
    createdAt: at("created_at").notNull().defaultNow(),
    readAt: at("read_at"),
    /** The mail that told of it, or passed it over; null where none has gone yet. */
    bundleId: uuid("bundle_id"),
  },
  (t) => [
    index("notifications_member_idx").on(t.memberId, t.id),
    index("notifications_unread_idx").on(t.memberId, t.id).where(sql`${t.readAt} is null`),
    index("notifications_created_at_idx").on(t.createdAt),
  ],
);

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
