/** What the forms of a workspace's categories take. */
import { z } from "zod";
import { requiredLine } from "#app/validation/text.ts";

const CATEGORY_NAME_MAX_LENGTH = 60;

export const categoryForm = z.object({
  name: requiredLine(CATEGORY_NAME_MAX_LENGTH, "validation.nameRequired"),
});

/** Without a name a shared one has its own back. */
export const renameForm = z.object({
  name: requiredLine(CATEGORY_NAME_MAX_LENGTH, "validation.nameRequired").optional(),
});

const DIRECTIONS = ["up", "down"] as const;

export const moveForm = z.object({ category: z.uuid(), to: z.enum(DIRECTIONS) });
export const visibilityForm = z.object({ show: z.enum(["yes", "no"]) });
export const restorationForm = z.object({ category: z.uuid() });
