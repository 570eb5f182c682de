/** What the forms of saved views take. */
import { z } from "zod";
import { requiredLine } from "#app/validation/text.ts";

/** Fits a tab. */
const VIEW_NAME_MAX_LENGTH = 60;
const MAX_QUERY_LENGTH = 2_000;

export const viewForm = z.object({
  name: requiredLine(VIEW_NAME_MAX_LENGTH, "validation.nameRequired"),
  isShared: z.boolean().default(false),
  /** The list's, as it was when it was to be saved; read by the list's rules, which leave out the rest. */
  query: z.string().max(MAX_QUERY_LENGTH).default(""),
});

/** One view, by a button of its own. */
export const viewChoice = z.object({ view: z.uuid("projectViews.errors.gone") });

/** None: the list begins with everything. */
export const defaultChoice = z.object({ view: z.uuid("projectViews.errors.gone").optional() });
