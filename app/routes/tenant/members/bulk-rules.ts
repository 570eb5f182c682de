/** What the form takes that changes several members at once. */
import { z } from "zod";
import { ROLES } from "#app/db.shared.ts";
import { message } from "#app/i18n/message.ts";

/** Members of one page, who can all be chosen. */
export const MEMBERS_A_PAGE = 25;

export const BULK_ACTS = ["role", "deactivate", "reactivate", "remove"] as const;
export type BulkAct = (typeof BULK_ACTS)[number];

const MAX_ID_LENGTH = 200;

/** The field by which members are chosen, in the address and in the form. */
export const PERSON_FIELD = "person";

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

/** Whom an address names, each once, no more than can be chosen. */
export const chosenIn = (params: URLSearchParams): string[] =>
  [...new Set(params.getAll(PERSON_FIELD))]
    .filter((id) => id !== "" && id.length <= MAX_ID_LENGTH)
    .slice(0, MEMBERS_A_PAGE);
