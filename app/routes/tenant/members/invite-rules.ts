/** What the form to invite takes. */
import { z } from "zod";
import { ROLES } from "#app/db.shared.ts";
import { message } from "#app/i18n/message.ts";
import { paragraphs } from "#app/validation/text.ts";
import { MAX_INVITED } from "./invite-limits.ts";
import { parseAddresses } from "./parse-addresses.ts";

const MAX_TEXT_LENGTH = 30_000;

export const inviteForm = z.object({
  emails: paragraphs(MAX_TEXT_LENGTH)
    .transform(parseAddresses)
    .refine((addresses) => addresses.length > 0, { error: "invitations.errors.none" })
    .refine((addresses) => addresses.length <= MAX_INVITED, {
      error: message("invitations.errors.tooMany", { max: MAX_INVITED }),
    }),
  role: z.enum(ROLES, { error: "invitations.errors.role" }),
});
