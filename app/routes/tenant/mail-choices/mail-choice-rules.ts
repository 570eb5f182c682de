/** What the form about mail takes. Checked on the server alone: a page is not sent all this for one form. */
import { z } from "zod";
import { NOTIFICATION_KINDS, RHYTHMS } from "#app/db.shared.ts";
import { listTimeZones } from "#app/i18n/time-zones.ts";

const KINDS = Object.keys(NOTIFICATION_KINDS);
const LAST_HOUR = 23;
const MAX_TYPE_LENGTH = 40;
const MAX_ID_LENGTH = 200;

/** `kinds`: those that are mailed. */
export const mailChoiceForm = z.object({
  rhythm: z.enum(RHYTHMS, "mailChoices.errors.rhythm"),
  hour: z
    .string({ error: "mailChoices.errors.hour" })
    .regex(/^\d{1,2}$/, "mailChoices.errors.hour")
    .transform(Number)
    .refine((hour) => hour <= LAST_HOUR, "mailChoices.errors.hour"),
  timeZone: z
    .string({ error: "mailChoices.errors.timeZone" })
    .refine((zone) => listTimeZones().includes(zone), "mailChoices.errors.timeZone"),
  kinds: z
    .array(z.string().refine((kind) => KINDS.includes(kind), "mailChoices.errors.kinds"))
    .max(KINDS.length, "mailChoices.errors.kinds")
    .default([]),
});

/** Those that are not mailed: of kinds that only a newer release knows, what was chosen there. */
export const silentKinds = (mailed: string[], before: string[]): string[] => [
  ...before.filter((kind) => !KINDS.includes(kind)),
  ...KINDS.filter((kind) => !mailed.includes(kind)),
];

/** One thing that is mailed about again. */
export const unmuteForm = z.object({
  subjectType: z.string().max(MAX_TYPE_LENGTH),
  subjectId: z.string().max(MAX_ID_LENGTH),
});
