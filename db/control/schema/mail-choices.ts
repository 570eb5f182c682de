/** How often, and of what, a person is told by mail of notifications. No row: as DEFAULT_MAIL_CHOICE. */
import { sql } from "drizzle-orm";
import { check, integer, text } from "drizzle-orm/pg-core";
import { RHYTHMS } from "../mail-rhythms.ts";
import { control, updatedAt } from "./columns.ts";

export const mailChoices = control.table(
  "mail_choices",
  {
    userId: text("user_id").primaryKey(),
    rhythm: text("rhythm", { enum: RHYTHMS }).notNull(),
    hour: integer("hour").notNull(),
    timeZone: text("time_zone").notNull(),
    silentKinds: text("silent_kinds").array().notNull(),
    updatedAt: updatedAt(),
  },
  (t) => [check("mail_choices_hour", sql`${t.hour} between 0 and 23`)],
);
