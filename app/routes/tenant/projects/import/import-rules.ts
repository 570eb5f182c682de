/** What the forms of an import take. */
import { z } from "zod";
import { message } from "#app/i18n/message.ts";
import { projectStatuses } from "../project-statuses.ts";
import { IMPORT_MAX_BYTES, IMPORT_MAX_COLUMNS } from "./import-limits.ts";
import { WITH_TAKEN_NAMES } from "./import-words.ts";

const BYTES_A_MEGABYTE = 1024 * 1024;

export const uploadForm = z.object({
  file: z
    .file("projectFiles.errors.file")
    .max(
      IMPORT_MAX_BYTES,
      message("projectFiles.errors.bytes", { max: IMPORT_MAX_BYTES / BYTES_A_MEGABYTE }),
    ),
});

const column = z.coerce
  .number("projectFiles.errors.column")
  .int("projectFiles.errors.column")
  .min(0, "projectFiles.errors.column")
  .max(IMPORT_MAX_COLUMNS - 1, "projectFiles.errors.column");

/** Which column of the file, counted from 0, is which field; and what stands for what the file leaves out. */
export const columnsForm = z.object({
  name: column,
  description: column.optional(),
  status: column.optional(),
  visibility: column.optional(),
  categories: column.optional(),
  emptyStatus: z.enum(projectStatuses, "validation.status"),
  isPublic: z.boolean().default(false),
  withTaken: z.enum(WITH_TAKEN_NAMES, "projectFiles.errors.withTaken"),
});

export type ImportColumns = z.infer<typeof columnsForm>;

/** `shown` says which answers the person saw: others than these are shown first. */
export const commitForm = z.object({ shown: z.string("projectFiles.errors.shown").max(100).default("") });
