/** The tables of what owners take along: all of the tenant's data as one file, kept for some days. */
import {
  bigint,
  boolean,
  customType,
  index,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";

const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
const count = (name: string) => bigint(name, { mode: "number" }).notNull().default(0);
const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** Days for which a file can be downloaded, from when it was asked for. */
export const EXPORT_DAYS = 7;

export const dataExports = pgTable(
  "exports",
  {
    id: uuid("id").primaryKey(),
    /** The member who asked. */
    askedBy: text("asked_by").notNull(),
    format: text("format", { enum: ["json", "csv"] }).notNull(),
    withTrash: boolean("with_trash").notNull(),
    state: text("state", { enum: ["waiting", "running", "ready", "failed", "tooLarge"] })
      .notNull()
      .default("waiting"),
    /** How often it was begun. Chunks of another attempt are no part of the file. */
    attempt: count("attempt"),
    rowsTotal: count("rows_total"),
    rowsWritten: count("rows_written"),
    /** Of the file, as far as it is written. */
    bytes: count("bytes"),
    createdAt: at("created_at").notNull().defaultNow(),
    /** When somebody last worked on it. */
    touchedAt: at("touched_at").notNull().defaultNow(),
    finishedAt: at("finished_at"),
  },
  (t) => [index("exports_created_at_idx").on(t.createdAt)],
);

/** The file, in pieces of a bounded size. */
export const exportChunks = pgTable(
  "export_chunks",
  {
    exportId: uuid("export_id")
      .notNull()
      .references(() => dataExports.id, { onDelete: "cascade" }),
    attempt: bigint("attempt", { mode: "number" }).notNull(),
    ordinal: bigint("ordinal", { mode: "number" }).notNull(),
    bytes: bytea("bytes").notNull(),
  },
  (t) => [primaryKey({ columns: [t.exportId, t.attempt, t.ordinal] })],
);
