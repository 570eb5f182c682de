/** What the form of a workspace's general settings takes. */
import { z } from "zod";
import { languages } from "#app/i18n/i18n.ts";
import { isTimeZone } from "#app/i18n/time-zones.ts";
import { requiredLine } from "#app/validation/text.ts";
import { WORKSPACE_NAME_MAX_LENGTH } from "#app/validation/workspace.ts";

const MAX_HUE = 359;

/** Nothing chosen: as each person's browser has it. */
const unset = z.literal("").transform(() => null);

export const generalForm = z.object({
  name: requiredLine(WORKSPACE_NAME_MAX_LENGTH, "validation.nameRequired"),
  language: z.union([z.enum(languages), unset], "settings.errors.language").default(null),
  timeZone: z.union([z.string().min(1).refine(isTimeZone), unset], "settings.errors.timeZone").default(null),
  hue: z
    .string()
    .regex(/^\d{1,3}$/, "settings.errors.hue")
    .transform(Number)
    .refine((hue) => hue <= MAX_HUE, "settings.errors.hue"),
});
