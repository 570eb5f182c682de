/** The forms of what staff do to a tenant. */
import { z } from "zod";
import { PLANS, readUntil } from "#app/db.shared.ts";
import { requiredLine } from "#app/validation/text.ts";
import { WORKSPACE_NAME_MAX_LENGTH } from "#app/validation/workspace-limits.ts";

const REASON_MAX_LENGTH = 500;

/** A page that says what happens, and a button. */
export const confirmation = z.object({});

/** What hurts is never done without saying why. */
const reason = requiredLine(REASON_MAX_LENGTH);

/** Asks for the slug, so that nobody does to one tenant what they meant for another. */
export const slugConfirmation = (slug: string) =>
  z.object({
    reason,
    confirm: z
      .string({ error: "validation.required" })
      .refine((typed) => typed.trim() === slug, { error: "platform.actions.slugMismatch" }),
  });

export const suspension = z.object({
  reason,
  isReasonShown: z.literal("on").optional(),
});

/** Both are optional: not every end is known, and not every reason is told. */
export const readOnlyPeriod = z.object({
  until: z
    .string()
    .optional()
    .transform((text, context) => {
      if (text === undefined) return undefined;
      const end = readUntil(text, new Date());
      if (!end) context.addIssue({ code: "custom", message: "platform.actions.readOnly.untilInvalid" });
      return end ?? z.NEVER;
    }),
  notice: requiredLine(REASON_MAX_LENGTH).optional(),
});

/** The slug's own rules are the control plane's. */
export const rename = z.object({
  slug: z
    .string({ error: "validation.required" })
    .transform((text) => text.trim().toLowerCase())
    .pipe(z.string().max(WORKSPACE_NAME_MAX_LENGTH, "platform.actions.rename.slugFormat")),
  name: requiredLine(WORKSPACE_NAME_MAX_LENGTH, "validation.nameRequired"),
});

const PERSON_MAX_LENGTH = 320;

export const ownerNaming = z.object({ person: requiredLine(PERSON_MAX_LENGTH), reason });

export const planChange = z.object({ plan: z.enum(PLANS, "validation.plan") });
