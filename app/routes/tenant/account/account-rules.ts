/** What the forms of a person's own settings take. */
import { z } from "zod";
import { NOTIFICATION_KINDS, THEMES } from "#app/db.shared.ts";
import { languages } from "#app/i18n/i18n.ts";
import { isTimeZone } from "#app/i18n/time-zones.ts";
import { requiredLine } from "#app/validation/text.ts";

const NAME_MAX_LENGTH = 100;

/** Nothing chosen: as the workspace or the browser has it. */
const unset = z.literal("").transform(() => null);

const KINDS = Object.keys(NOTIFICATION_KINDS);

export const accountForm = z.object({
  language: z.union([z.enum(languages), unset], "settings.errors.language").default(null),
  theme: z.enum(THEMES, "account.errors.theme"),
  timeZone: z.union([z.string().min(1).refine(isTimeZone), unset], "settings.errors.timeZone").default(null),
  /** What the person is told of: the others are muted. */
  kinds: z.array(z.enum(KINDS, "account.errors.kinds")).max(KINDS.length).default([]),
});

export const nameForm = z.object({
  firstName: requiredLine(NAME_MAX_LENGTH, "validation.nameRequired"),
  lastName: requiredLine(NAME_MAX_LENGTH, "validation.nameRequired"),
});
