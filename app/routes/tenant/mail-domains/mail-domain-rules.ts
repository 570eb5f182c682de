/** What the forms of mail domains take. */
import { z } from "zod";
import { ADMISSIONS } from "#app/db.shared.ts";
import { requiredLine } from "#app/validation/text.ts";

/** As long as a name of the DNS may be. */
const MAX_DOMAIN_LENGTH = 253;

/** Which domains are taken, only the server knows: see `readMailDomain`. */
export const mailDomainForm = z.object({
  domain: requiredLine(MAX_DOMAIN_LENGTH),
});

export const admissionForm = z.object({ admission: z.enum(ADMISSIONS) });
