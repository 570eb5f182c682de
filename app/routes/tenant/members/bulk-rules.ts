/** What the form takes that changes several members at once. */
import { z } from "zod";
import { ROLES } from "#app/db.shared.ts";
import { message } from "#app/i18n/message.ts";
import { BULK_ACTS, MAX_ID_LENGTH, MEMBERS_A_PAGE, PERSON_FIELD } from "./bulk-acts.ts";

export const bulkForm = z
  .object({
    [PERSON_FIELD]: z
      .array(z.string("members.errors.people").max(MAX_ID_LENGTH, "members.errors.people"), {
        error: "members.errors.people",
      })
      .min(1, "members.errors.people")
      .max(MEMBERS_A_PAGE, message("members.errors.tooMany", { max: MEMBERS_A_PAGE })),
    act: z.enum(BULK_ACTS, "members.errors.act"),
    role: z.enum(ROLES, "members.errors.role").optional(),
  })
  .refine(({ act, role }) => act !== "role" || role !== undefined, {
    path: ["role"],
    error: "members.errors.role",
  });
